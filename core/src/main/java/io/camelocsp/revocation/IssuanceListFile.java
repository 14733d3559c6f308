package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.der.DerException;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;

/**
 * An issuance list in a file, for tools that go on from it: what it says of itself, and its serial
 * numbers, read in a stream. Immutable.
 */
public final class IssuanceListFile {
  private static final int MAX_ENTRIES = 50_000_000;

  private final ListOutline outline;
  private final ListSegment segment;
  private final BigInteger number;

  private IssuanceListFile(ListOutline outline, ListSegment segment, BigInteger number) {
    this.outline = outline;
    this.segment = segment;
    this.number = number;
  }

  /**
   * Opens a list in DER or PEM and checks it as a responder would, but for its times.
   *
   * @param oid the extension that marks issuance lists, dotted
   * @param issuer in whose name it must be
   * @param signers one of their keys must have signed it
   * @throws ListRefusedException if it is no issuance list, is damaged, or signed by another key
   * @throws IOException if it cannot be read
   */
  public static IssuanceListFile open(
      Path file, String oid, Issuer issuer, List<X509Certificate> signers)
      throws IOException, ListRefusedException {
    ByteBuffer octets = ListArchive.open(file, 0);
    if (octets.hasRemaining() && octets.get(0) != ListEncoding.SEQUENCE) {
      ByteArrayOutputStream der = new ByteArrayOutputStream();
      byte[] text = new byte[octets.remaining()];
      octets.get(text);
      ListEncoding.copyDer(new ByteArrayInputStream(text), der);
      octets = ByteBuffer.wrap(der.toByteArray());
    }
    ListOutline outline = ListReader.outline(octets, oid);
    ListAcceptance.requireNoDefects(outline.defects());
    ListSegment segment = outline.extensions().notes().segment();
    BigInteger number = outline.extensions().number();
    if (segment == null || number == null) {
      throw new ListRefusedException(
          Reason.NOT_A_LIST, "it is a CRL, not an issuance list", "name an issuance list");
    }
    if (!outline.issuer().principal().equals(issuer.certificate().getSubjectX500Principal())) {
      throw new ListRefusedException(
          Reason.FOREIGN_ISSUER,
          "it is of " + outline.issuer().principal().getName() + ", not of " + issuer.name(),
          "name a list of the issuer");
    }
    requireSigned(outline, signers);
    ListAcceptance.requireNoDefects(ListReader.scan(outline, MAX_ENTRIES).defects());
    return new IssuanceListFile(outline, segment, number);
  }

  private static void requireSigned(ListOutline outline, List<X509Certificate> signers)
      throws ListRefusedException {
    try {
      SignatureScheme scheme = SignatureScheme.of(outline.signature().algorithm());
      for (X509Certificate each : signers) {
        if (scheme != null
            && scheme.verifies(
                each.getPublicKey(), outline.signedOctets(), outline.signature().octets())) {
          return;
        }
      }
    } catch (DerException e) {
      // Said below: what cannot be verified is not believed.
    }
    throw new ListRefusedException(
        Reason.WRONG_SIGNATURE,
        "neither the issuer's key nor the one that signs now has signed it",
        "take the list as it was published");
  }

  /** Which segment it is. */
  public ListSegment segment() {
    return segment;
  }

  /** cRLNumber. */
  public BigInteger number() {
    return number;
  }

  /** Whether it is a delta. */
  public boolean isDelta() {
    return outline.extensions().isDelta();
  }

  /** Gives each serial number that it says is issued, in its order. */
  public void forEach(Consumer<SerialNumber> sink) {
    EntryReader reader = new EntryReader(outline.der());
    EntryCursor entry = new EntryCursor(outline.der(), List.of(outline.entries()));
    for (; entry.hasEntry(); entry.advance()) {
      if (!isDelta() || !removes(reader, entry)) {
        sink.accept(entry.serial());
      }
    }
  }

  private static boolean removes(EntryReader reader, EntryCursor entry) {
    try {
      return reader.read(entry.offset()).reason() == RevocationReason.REMOVE_FROM_CRL;
    } catch (DerException e) {
      throw new IllegalStateException("a list has changed since it was checked", e);
    }
  }
}
