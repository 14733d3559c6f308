package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTxtTest {
  private static final Issuer ACME = new Issuer("acme", TestCa.ec("Acme CA").certificate());
  private static final Instant READ_AT = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant REVOKED_AT = Instant.parse("2026-10-01T08:30:00Z");

  @TempDir Path directory;

  private IndexTxt read(String content) throws IOException, ListRefusedException {
    Path file = Files.writeString(directory.resolve("index.txt"), content);
    return IndexTxt.read(file, ACME, Duration.ofHours(1), READ_AT);
  }

  private ListRefusedException refusal(String content) {
    return catchThrowableOfType(ListRefusedException.class, () -> read(content));
  }

  private static String revoked(String revocation) {
    return "R\t301120101010Z\t" + revocation + "\t1F\tunknown\t/CN=x\n";
  }

  @Test
  void readsValidRevokedAndExpiredCertificates() throws Exception {
    IndexTxt index =
        read(
            """
            # made by openssl ca
            V\t301120101010Z\t\t1000\tunknown\t/C=SE/O=Åkrar, \\t AB/CN=alice
            R\t20601120101010Z\t261001083000Z,keyCompromise\t0AB2C3D4E5F60718293A4B5C6D7E8F9001020304\tunknown\t/CN=bob
            E\t201120101010Z\t\t00\tunknown\t/CN=old

            """);
    SerialNumber bob = SerialNumber.ofHex("0AB2C3D4E5F60718293A4B5C6D7E8F9001020304");
    assertThat(index.revocationOf(bob))
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT, RevocationReason.KEY_COMPROMISE));
    assertThat(index.revocationOf(SerialNumber.ofHex("1000"))).isNull();
    assertThat(index.isIssued(SerialNumber.ofHex("1000"))).isTrue();
    assertThat(index.isIssued(SerialNumber.ofHex("00"))).isTrue();
    assertThat(index.isIssued(SerialNumber.ofHex("1001"))).isFalse();
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.issued()).isEqualTo(3);
  }

  @Test
  void vouchesFromItsReadingForTheConfiguredTime() throws Exception {
    IndexTxt index = read("");
    assertThat(index.thisUpdate()).isEqualTo(READ_AT);
    assertThat(index.validAt(READ_AT.plusSeconds(3599))).isTrue();
    assertThat(index.validAt(READ_AT.plusSeconds(3600))).isFalse();
    assertThat(index.describe()).isEqualTo("index.txt acme of 2026-11-20T10:00:00Z");
  }

  @Test
  void toleratesWindowsLines() throws Exception {
    assertThat(read("V\t301120101010Z\t\t1000\tunknown\t/CN=a\r\n").issued()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "261001083000Z                                        | UNSPECIFIED            |",
        "261001083000Z,unspecified                            | UNSPECIFIED            |",
        "261001083000Z,CACompromise                           | CA_COMPROMISE          |",
        "261001083000Z,superseded                             | SUPERSEDED             |",
        "261001083000Z,certificateHold                        | CERTIFICATE_HOLD       |",
        "261001083000Z,holdInstruction,holdInstructionReject  | CERTIFICATE_HOLD       |",
        "261001083000Z,holdInstruction,1.2.840.10040.2.3      | CERTIFICATE_HOLD       |",
        "261001083000Z,keyTime,20260930000000Z                | KEY_COMPROMISE         | 2026-09-30T00:00:00Z",
        "261001083000Z,CAkeyTime,20260930000000Z              | CA_COMPROMISE          | 2026-09-30T00:00:00Z",
        "20261001083000Z,cessationOfOperation                 | CESSATION_OF_OPERATION |"
      })
  void readsEveryReasonThatOpensslWrites(
      String revocation, RevocationReason reason, Instant invalidityDate) throws Exception {
    assertThat(read(revoked(revocation)).entry(SerialNumber.ofHex("1F")))
        .isEqualTo(new ListEntry(REVOKED_AT, reason, invalidityDate));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "261001083000Z,because",
        "261001083000Z,removeFromCRL",
        "261001083000Z,keyTime",
        "261001083000Z,keyTime,yesterday",
        "261001083000Z,holdInstruction",
        "261001083000Z,superseded,1",
        "261301083000Z",
        "2610010830Z",
        "''"
      })
  void refusesOtherRevocations(String revocation) {
    ListRefusedException refusal = refusal(revoked("261001083000Z") + revoked(revocation));
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(refusal.whatIsWrong()).startsWith("line 2: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X;301120101010Z;;1000;unknown;/CN=a | status",
        "V;301120101010Z;;1000;unknown       | 5 fields",
        "V;301120101010Z;;1000;a;b;c         | 7 fields",
        "V;301120101010Z;;10 0;unknown;/CN=a | hexadecimal",
        "V;301120101010Z;;-1F;unknown;/CN=a  | hexadecimal",
        "V;301120101010Z;;;unknown;/CN=a     | hexadecimal",
        "V;soon;;1000;unknown;/CN=a          | expiry",
        "V;301120101010Z;261001083000Z;10;u;x | not revoked",
        "V;301120101010Z;;1F;unknown;/CN=a   | second time"
      })
  void refusesTheWholeFileForABadLine(String line, String word) {
    ListRefusedException refusal =
        refusal(revoked("261001083000Z") + "\n" + line.strip().replace(';', '\t') + "\n");
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(refusal.whatIsWrong()).startsWith("line 3: ").contains(word);
  }

  @Test
  void refusesAHalfWrittenLastLine() {
    String whole = revoked("261001083000Z");
    for (int length = 1; length < whole.length(); length++) {
      assertThat(refusal(whole.substring(0, length)).reason()).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void saysNothingOfTheContentInItsRefusals() {
    String secret = "V\t301120101010Z\t\t1000\tunknown\t/CN=Alice\tx\n";
    assertThat(refusal(secret).reasonText()).doesNotContain("Alice");
  }
}
