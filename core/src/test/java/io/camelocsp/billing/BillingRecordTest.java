package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillingRecordTest {

  @Test
  void writesOneObjectWithAllItKnows() {
    BillingRecord billingRecord =
        made(
            "CN=Bank",
            List.of(
                BillingRecord.Certificate.of(
                    "acme", SerialNumber.ofHex("0A1B"), new CertStatus.Good())));

    assertThat(billingRecord.toJson())
        .isEqualTo(
            "{\"time\":\"2026-05-01T12:00:00.123456Z\",\"responder\":\"public\","
                + "\"client\":\"192.0.2.1\",\"requestor\":\"CN=Bank\",\"requests\":1,"
                + "\"counted\":1,\"certificates\":[{\"issuer\":\"acme\",\"serial\":\"0A1B\","
                + "\"status\":\"good\"}],\"via\":\"local\",\"result\":\"successful\","
                + "\"micros\":1500}");
  }

  @Test
  void leavesOutWhatIsUnknown() {
    BillingRecord billingRecord =
        new BillingRecord(
            Instant.EPOCH,
            "public",
            null,
            null,
            0,
            0,
            List.of(),
            "error",
            ResponseStatus.MALFORMED_REQUEST,
            Duration.ZERO);

    assertThat(billingRecord.toJson())
        .doesNotContain("client\"", "requestor", "null")
        .contains("\"certificates\":[]", "\"result\":\"malformedRequest\"");
  }

  @Test
  void staysOnOneLineWhateverTheRequestorIsCalled() {
    String json = made("CN=\"evil\"\r\n{\"via\":\"free\"}\u0000\uD800", List.of()).toJson();

    assertThat(json).doesNotContain("\r", "\n", "\u0000").contains("\\r\\n", "\\\"evil\\\"");
  }

  @Test
  void cutsSerialNumbersThatNoCertificateMayHave() {
    SerialNumber longest = SerialNumber.ofHex("7F".repeat(20));
    SerialNumber tooLong = SerialNumber.ofHex("7F".repeat(4000));

    assertThat(BillingRecord.Certificate.of("-", longest, new CertStatus.Unknown()).serial())
        .isEqualTo("7F".repeat(20));
    assertThat(BillingRecord.Certificate.of("-", tooLong, new CertStatus.Unknown()).serial())
        .isEqualTo("7F".repeat(20) + "...");
  }

  private static BillingRecord made(
      @Nullable String requestor, List<BillingRecord.Certificate> certificates) {
    return new BillingRecord(
        Instant.parse("2026-05-01T12:00:00.123456Z"),
        "public",
        "192.0.2.1",
        requestor,
        1,
        certificates.size(),
        certificates,
        "local",
        ResponseStatus.SUCCESSFUL,
        Duration.ofNanos(1_500_999));
  }
}
