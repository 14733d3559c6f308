package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CA of {@code openssl ca} makes: version 1 lists without number, and index.txt. */
class OpenSslListTest {
  private static final TestCa CA = TestCa.ec("Open CA");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path directory;
  private final Issuer issuer = new Issuer("open", CA.certificate());
  private final TestCertificate good = CA.issue("CN=good");
  private final TestCertificate bad = CA.issue("CN=bad");

  @BeforeEach
  void makeCa() throws IOException {
    assumeTrue(OpenSsl.available());
    TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    TestPem.writeKey(directory.resolve("ca.key"), CA.key());
    Files.createFile(directory.resolve("index.txt"));
    Files.writeString(directory.resolve("crlnumber"), "2A\n");
    config("");
    ca("-valid", TestPem.write(directory.resolve("good.pem"), good.certificate()).toString());
    ca(
        "-revoke",
        TestPem.write(directory.resolve("bad.pem"), bad.certificate()).toString(),
        "-crl_reason",
        "keyCompromise");
  }

  private void config(String more) throws IOException {
    Files.writeString(
        directory.resolve("ca.cnf"),
        """
        [ca]
        default_ca = it
        [it]
        database = %1$s/index.txt
        certificate = %1$s/ca.pem
        private_key = %1$s/ca.key
        default_md = sha256
        default_crl_days = 7
        %2$s
        [ext]
        authorityKeyIdentifier = keyid
        """
            .formatted(directory, more));
  }

  private void ca(String... arguments) {
    List<String> all = new ArrayList<>(List.of("ca", "-config"));
    all.add(directory.resolve("ca.cnf").toString());
    all.addAll(List.of(arguments));
    var result = OpenSsl.run(all.toArray(String[]::new));
    assertThat(result.exit()).as(result.output()).isZero();
  }

  private CrlEvidence acceptGenerated(String... options) throws Exception {
    Path list = directory.resolve("list.pem");
    List<String> all = new ArrayList<>(List.of("-gencrl", "-out", list.toString()));
    all.addAll(List.of(options));
    ca(all.toArray(String[]::new));
    IssuerData data = new IssuerData(issuer);
    ListArchive archive = new ListArchive(directory.resolve("archive"));
    new ListIntake(List.of(data), name -> ListPolicy.DEFAULT, archive, CLOCK).accept(list);
    return (CrlEvidence) data.snapshot().evidence().get(0);
  }

  private static SerialNumber serial(TestCertificate certificate) {
    return SerialNumber.of(certificate.certificate().getSerialNumber());
  }

  private void assertKnowsBoth(Evidence evidence) {
    CertStatus.Revoked revoked = evidence.revocationOf(serial(bad));
    assertThat(revoked).isNotNull();
    assertThat(revoked)
        .extracting(CertStatus.Revoked::reason)
        .isEqualTo(RevocationReason.KEY_COMPROMISE);
    assertThat(evidence.revocationOf(serial(good))).isNull();
    assertThat(evidence.size()).isEqualTo(1);
  }

  @Test
  void takesWhatOpensslMakesWithoutConfiguration() throws Exception {
    CrlEvidence evidence = acceptGenerated();
    assertKnowsBoth(evidence);
    assertThat(evidence.number()).isNull();
  }

  @Test
  void takesANumberedListWithExtensions() throws Exception {
    config("crlnumber = " + directory + "/crlnumber\ncrl_extensions = ext");
    CrlEvidence evidence = acceptGenerated();
    assertKnowsBoth(evidence);
    assertThat(evidence.number()).isEqualTo(BigInteger.valueOf(0x2A));
  }

  @Test
  void readsTheDatabaseItself() throws Exception {
    Instant now = CLOCK.instant();
    IndexTxt index =
        IndexTxt.read(directory.resolve("index.txt"), issuer, Duration.ofHours(1), now);
    assertKnowsBoth(index);
    assertThat(index.isIssued(serial(good))).isTrue();
    assertThat(index.isIssued(serial(CA.issue("CN=stranger")))).isFalse();
  }
}
