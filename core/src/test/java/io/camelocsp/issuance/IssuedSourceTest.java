package io.camelocsp.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from files of serial numbers and directories of certificates. */
class IssuedSourceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final TestCa CA = TestCa.ec("Issued CA");

  @TempDir Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("serials"), content);
  }

  private static List<String> read(IssuedSource source) throws Exception {
    List<String> read = new ArrayList<>();
    source.read(issued -> read.add(issued.serial() + " " + issued.at()));
    return read;
  }

  private List<String> text(String content) throws Exception {
    return read(new SerialListFile(file(content), NOW));
  }

  private List<String> csv(String content) throws Exception {
    return read(new SerialCsvFile(file(content), NOW));
  }

  @Test
  void aTextHasOneSerialNumberInEachLine() throws Exception {
    assertThat(text("\uFEFF# all\n4af0\n\n 0x4AF1 # the mail server\r\n4A:F2\ndecimal:19187\n"))
        .containsExactly("4AF0 " + NOW, "4AF1 " + NOW, "4AF2 " + NOW, "4AF3 " + NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz", "-1", "0", "4a f0", "decimal:4a", "decimal:", "0x", "4a:f", "1,2"})
  void aLineThatIsNoSerialNumberRefusesTheWholeTextByItsNumber(String line) {
    assertThatThrownBy(() -> text("01\n" + line + "\n"))
        .isInstanceOf(BadSourceException.class)
        .hasMessageContaining("serials, line 2: ");
  }

  @Test
  void aSerialNumberOfMoreThanTwentyOctetsIsRefused() {
    assertThatThrownBy(() -> text("01" + "00".repeat(20) + "\n"))
        .hasMessageContaining("line 1: no CA may assign");
  }

  @Test
  void aLastLineWithoutEndIsTakenForCutOff() {
    assertThatThrownBy(() -> text("4AF0\n4A")).hasMessageContaining("line 2: the last line has no");
  }

  @Test
  void anEndlessLineIsRefusedWithoutReadingItToItsEnd() {
    assertThatThrownBy(() -> text("1".repeat(5000))).hasMessageContaining("longer than 4096");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a,serial,date|x,4AF0,", "'date;\"SERIAL\"'|;4af0"})
  void aTableNamesItsColumns(String header, String row) throws Exception {
    assertThat(csv(header + "\n" + row + "\n")).containsExactly("4AF0 " + NOW);
  }

  @Test
  void aTableSaysWhenCertificatesWereIssued() throws Exception {
    assertThat(
            csv(
                "serial,subject,date\n1,\"Acme, \"\"Inc\"\"\",2026-01-02\n"
                    + "2,,2026-01-02T03:04:05+01:00\n\n"))
        .containsExactly("01 2026-01-02T00:00:00Z", "02 2026-01-02T02:04:05Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number,date|1,2026-01-02|line 1: no column of the header is named 'serial'",
        "serial,serial|1,2|line 1: two columns have the same name",
        "serial,date|1|line 2: it has 1 fields, the header has 2",
        "serial,date|1,yesterday|line 2: the date is neither",
        "serial,date|1,\"2026|line 2: a double quote is not closed",
        "serial|x|line 2: the serial number is not hexadecimal"
      })
  void aTableThatCannotBeUnderstoodIsRefusedByLine(String header, String row, String wrong) {
    assertThatThrownBy(() -> csv(header + "\n" + row + "\n"))
        .isInstanceOf(BadSourceException.class)
        .hasMessageContaining(wrong);
  }

  @Test
  void anEmptyTableIsRefused() {
    assertThatThrownBy(() -> csv("")).hasMessageContaining("is empty");
  }

  @Test
  void aDirectoryHasCertificatesInPemAndDer() throws Exception {
    TestCertificate one = CA.issue("CN=one");
    TestCertificate two = CA.issue("CN=two");
    Files.write(directory.resolve("one.cer"), one.certificate().getEncoded());
    Files.writeString(directory.resolve("two.PEM"), TestPem.encode(two.certificate()));
    Files.writeString(directory.resolve("readme.txt"), "not a certificate");
    String date = " " + TestCa.VALID_FROM;

    assertThat(read(new CertificateDirectory(directory, new Issuer("acme", CA.certificate()))))
        .containsExactlyInAnyOrder(
            SerialNumber.of(one.serial()) + date, SerialNumber.of(two.serial()) + date);
  }

  @Test
  void aForeignCertificateIsRefusedByName() throws Exception {
    Files.write(
        directory.resolve("other.crt"),
        TestCa.ec("Other CA").issue("CN=x").certificate().getEncoded());

    assertThatThrownBy(
            () -> read(new CertificateDirectory(directory, new Issuer("acme", CA.certificate()))))
        .isInstanceOf(BadSourceException.class)
        .hasMessageContaining("other.crt: the certificate was issued by CN=Other CA, not by acme");
  }

  @Test
  void aCertificateByAnotherKeyOfTheSameNameIsRefused() throws Exception {
    Files.write(
        directory.resolve("next.crt"), CA.withNewKey().issue("CN=x").certificate().getEncoded());

    assertThatThrownBy(
            () -> read(new CertificateDirectory(directory, new Issuer("acme", CA.certificate()))))
        .hasMessageContaining("signed with another key");
  }

  @Test
  void aFileThatIsNoCertificateIsRefusedByName() throws Exception {
    Files.writeString(directory.resolve("half.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");

    assertThatThrownBy(
            () -> read(new CertificateDirectory(directory, new Issuer("acme", CA.certificate()))))
        .isInstanceOf(BadSourceException.class)
        .hasMessageContaining("half.pem");
  }
}
