package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuanceListCommandTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path directory;

  @BeforeEach
  void makeFiles() throws IOException {
    TestPem.write(file("ca.pem"), CA.certificate());
    TestKeyStores.pkcs12(file("ca.p12"), CA.asSigner(), "secret".toCharArray());
    Files.writeString(file("pin"), "secret\n");
    Files.writeString(file("issued.txt"), "01\n02\n03\n02\n");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private Result run(String command, int number, String out, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("issuance-list", command));
    arguments.addAll(List.of("--issuer", file("ca.pem"), "--keystore", file("ca.p12")));
    arguments.addAll(List.of("--password-file", file("pin"), "--next-update", "7d"));
    arguments.addAll(List.of("--number", String.valueOf(number), "--out", file(out)));
    List<Object> given = List.of(more);
    if (!given.contains("--csv") && !given.contains("--certificates")) {
      arguments.addAll(List.of("--serials", file("issued.txt")));
    }
    arguments.addAll(given);
    return new TestCli().clock(() -> NOW).run(arguments.toArray());
  }

  private X509CRLHolder list(String name) throws IOException {
    return new X509CRLHolder(Files.readAllBytes(file(name)));
  }

  private Set<Integer> serials(String name, boolean removed) throws IOException {
    Set<Integer> serials = new TreeSet<>();
    for (Object each : list(name).getRevokedCertificates()) {
      X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
      if ((entry.getExtension(Extension.reasonCode) != null) == removed) {
        serials.add(entry.getSerialNumber().intValueExact());
      }
    }
    return serials;
  }

  @Test
  void makesACompleteListThatInspectUnderstands() throws Exception {
    Result made = run("new", 17, "acme.cil");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("number 17, segment 1, 3 issued", "until 2026-11-27T12:00:00Z");
    assertThat(made.err()).contains("1 serial numbers were named again");
    assertThat(serials("acme.cil", false)).containsExactly(1, 2, 3);

    Result inspected =
        new TestCli()
            .clock(() -> NOW)
            .run("lists", "inspect", file("acme.cil"), "--issuer", file("ca.pem"));
    assertThat(inspected.out())
        .contains("list        issuance list, version 2")
        .contains("segment     1 of version 1, open: the last one")
        .contains("entries     3")
        .doesNotContain("refused");
    assertThat(inspected.exit()).isZero();
  }

  @Test
  void readsTablesAndCertificates() throws Exception {
    Files.writeString(file("issued.csv"), "serial,date\n0A,2026-01-02\n");
    assertThat(run("new", 1, "csv.cil", "--csv", file("issued.csv")).exit()).isZero();
    assertThat(list("csv.cil").getRevokedCertificate(BigInteger.TEN).getRevocationDate())
        .isEqualTo("2026-01-02T00:00:00Z");

    Path certificates = Files.createDirectory(file("certificates"));
    BigInteger serial = CA.issue("CN=one").serial();
    Files.write(certificates.resolve("one.der"), CA.issue("CN=two").certificate().getEncoded());
    assertThat(run("new", 1, "dir.cil", "--certificates", certificates).exit()).isZero();
    assertThat(list("dir.cil").getRevokedCertificates().size()).isEqualTo(1);
    assertThat(list("dir.cil").getRevokedCertificate(serial)).isNull();
  }

  @Test
  void aDeltaHasWhatIsNewAndWhatIsGone() throws Exception {
    run("new", 17, "acme.cil");
    Files.writeString(file("issued.txt"), "02\n03\n04\n");
    Result made = run("delta", 18, "delta.cil", "--base", file("acme.cil"));

    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("1 issued and 1 taken back");
    assertThat(serials("delta.cil", false)).containsExactly(4);
    assertThat(serials("delta.cil", true)).containsExactly(1);
  }

  @Test
  void aDeltaMustHaveAHigherNumberThanItsBase() {
    run("new", 17, "acme.cil");
    Result refused = run("delta", 17, "delta.cil", "--base", file("acme.cil"));

    assertThat(refused.exit()).isEqualTo(64);
    assertThat(refused.err()).contains("must be above that of its base");
    assertThat(file("delta.cil")).doesNotExist();
  }

  @Test
  void segmentsFillUpAndGoOn() throws Exception {
    assertThat(run("segment", 1, "1.cil", "--full", "--limit", "2").exit()).isZero();
    assertThat(serials("1.cil", false)).containsExactly(1, 2);
    assertThat(run("segment", 2, "2.cil", "--after", file("1.cil")).exit()).isZero();
    assertThat(serials("2.cil", false)).containsExactly(3);

    Files.writeString(file("issued.txt"), "01\n02\n03\n04\n");
    Object[] after = {"--after", file("1.cil"), "--after", file("2.cil")};
    assertThat(run("segment", 3, "2b.cil", after).out()).contains("segment 2, 2 issued");
    assertThat(serials("2b.cil", false)).containsExactly(3, 4);

    Files.writeString(file("issued.txt"), "02\n03\n04\n");
    Result warned = run("segment", 4, "2c.cil", after);
    assertThat(warned.exit()).isEqualTo(1);
    assertThat(warned.err()).contains("1 serial numbers of full segments are not in the source");
  }

  @Test
  void segmentsWithAGapAreRefused() {
    run("segment", 1, "1.cil", "--full", "--limit", "1");
    run("segment", 2, "2.cil", "--after", file("1.cil"));
    Result refused = run("segment", 3, "3.cil", "--after", file("2.cil"));

    assertThat(refused.exit()).isEqualTo(64);
    assertThat(refused.err()).contains("--after must name segments 1 to 2");
  }

  @Test
  void nothingIsOverwrittenUnlessToldSo() throws Exception {
    Files.writeString(file("acme.cil"), "precious");
    Result refused = run("new", 1, "acme.cil");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("nothing is overwritten");
    assertThat(file("acme.cil")).hasContent("precious");

    assertThat(run("new", 1, "acme.cil", "--replace").exit()).isZero();
  }

  @Test
  void aBadLineIsNamed() throws Exception {
    Files.writeString(file("issued.txt"), "01\nhello\n");
    Result refused = run("new", 1, "acme.cil");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("issued.txt, line 2: the serial number is not hexadecimal");
    assertThat(file("acme.cil")).doesNotExist();
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    Files.delete(file("issued.txt"));
    Result refused = run("new", 1, "acme.cil");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("issued.txt").doesNotContain("should not have happened");
  }

  @Test
  void aBaseThatIsACrlOrOfAnotherCaIsRefused() throws Exception {
    Files.write(file("ca.crl"), CA.crl().der());
    assertThat(run("delta", 2, "d.cil", "--base", file("ca.crl")).err())
        .contains("it is a CRL, not an issuance list");
    Files.write(file("other.crl"), TestCa.ec("CN=Other").crl().der());
    assertThat(run("delta", 2, "d.cil", "--base", file("other.crl")).exit()).isEqualTo(2);
  }

  @Test
  void aSourceIsNeeded() {
    Result refused =
        new TestCli().run("issuance-list", "new", "--issuer", file("ca.pem"), "--number", "1");

    assertThat(refused.exit()).isEqualTo(64);
  }
}
