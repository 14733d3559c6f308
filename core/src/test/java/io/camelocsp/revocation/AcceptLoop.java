package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The program that {@link KillTest} kills: restores, then takes in one list after the other as fast
 * as it can, and says after each that it is visible. With {@code 7.crl} comes {@code 7.cil}, where
 * there is one: what was issued.
 */
final class AcceptLoop {
  static final Instant NOW = IntakeFixture.NOW;

  private AcceptLoop() {}

  /** Directory of the archive; the issuer's certificate; directory of numbered lists. */
  public static void main(String[] arguments) throws Exception {
    IssuerData issuer = new IssuerData(issuer(Path.of(arguments[1])));
    ListIntake intake = intake(issuer, Path.of(arguments[0]));
    BigInteger number = BigInteger.ZERO;
    for (Acceptance.Accepted restored : intake.restore().lists()) {
      if (restored.kind() != ListKind.ISSUANCE_LIST && restored.kind() != ListKind.ISSUANCE_DELTA) {
        number = restored.number() == null ? number : restored.number().max(number);
      }
    }
    acceptIssued(intake, arguments[2], number);
    System.out.println("restored " + number);
    while (true) {
      number = number.add(BigInteger.ONE);
      Path list = Path.of(arguments[2]).resolve(number + ".crl");
      if (!Files.exists(list)) {
        System.out.println("out of lists");
        return;
      }
      intake.accept(list);
      acceptIssued(intake, arguments[2], number);
      System.out.println("visible " + number);
    }
  }

  private static void acceptIssued(ListIntake intake, String lists, BigInteger number)
      throws Exception {
    Path issued = Path.of(lists).resolve(number + ".cil");
    if (Files.exists(issued)) {
      intake.accept(issued);
    }
  }

  static Issuer issuer(Path certificate) throws Exception {
    try (InputStream in = Files.newInputStream(certificate)) {
      return new Issuer(
          "acme",
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
  }

  /** Maps every list, as is done with large ones. */
  static ListIntake intake(IssuerData issuer, Path archive) {
    return new ListIntake(
        List.of(issuer),
        name -> ListPolicy.DEFAULT,
        new ListArchive(archive),
        InstantSource.fixed(NOW),
        0);
  }
}
