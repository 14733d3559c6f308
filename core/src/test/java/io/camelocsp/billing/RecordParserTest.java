package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camelocsp.message.ResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {
  private final RecordParser parser = new RecordParser();

  private static BillingRecord made(String requestor, long second, int nano, int certificates) {
    List<BillingRecord.Certificate> all =
        java.util.stream.IntStream.range(0, certificates)
            .mapToObj(
                i ->
                    new BillingRecord.Certificate(
                        i % 2 == 0 ? "acme" : "-", "0A" + i, i % 3 == 0 ? "good" : "unknown"))
            .toList();
    return new BillingRecord(
        Instant.ofEpochSecond(second, nano),
        "public",
        "2001:db8::1",
        requestor,
        certificates + 1,
        certificates,
        all,
        "local",
        ResponseStatus.SUCCESSFUL,
        Duration.ofNanos(nano / 1000 * 1000L));
  }

  private BillingRecord parsed(String json) throws DamagedLineException {
    byte[] octets = ("xx" + json).getBytes(StandardCharsets.UTF_8);
    return parser.json(octets, 2, octets.length - 2);
  }

  @Property(tries = 300)
  void readsTheJsonThatIsWritten(
      @ForAll @StringLength(min = 1, max = 20) String requestor,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(max = 3) int certificates)
      throws Exception {
    String written = made(requestor, second, nano, certificates).toJson();

    assertThat(parsed(written).toJson()).isEqualTo(written);
  }

  @Property(tries = 300)
  void readsTheRowThatIsWritten(
      @ForAll @StringLength(min = 1, max = 20) String requestor,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(max = 3) int certificates)
      throws Exception {
    StringBuilder row = new StringBuilder();
    BillingRecord made = made(requestor, second, nano, certificates);
    CsvRow.write(made, made.time().toString(), row);
    assertThat(row.toString()).endsWith("\r\n");
    String line = row.substring(0, row.length() - 2);
    assertThat(line).as("one record is one line").doesNotContain("\r", "\n");

    BillingRecord read = parser.csv(line);

    assertThat(read).usingRecursiveComparison().ignoringFields("requestor").isEqualTo(made);
    assertThat(read.requestor()).isEqualTo(requestor.replaceAll("[\\x00-\\x1F]", " "));
  }

  @Test
  void readsLinesOfTheVersionBeforeThisOne() throws Exception {
    BillingRecord read =
        parsed(
            "{\"time\":\"2026-05-01T12:00:00Z\",\"responder\":\"public\",\"requests\":2,"
                + "\"certificates\":[{\"issuer\":\"acme\",\"serial\":\"01\",\"status\":\"good\"}],"
                + "\"via\":\"local\",\"result\":\"successful\",\"micros\":15}");

    assertThat(read.counted()).isEqualTo(1);
    assertThat(read.requestor()).isNull();
  }

  @Test
  void passesOverMembersOfALaterVersion() throws Exception {
    String line = made("x", 1, 0, 1).toJson();

    assertThat(parsed(line.replaceFirst("\\{", "{\"later\":{\"a\":[1,{}]},\"n\":null,")).toJson())
        .isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "\u0000\u0000\u0000",
        "{\"time\":\"2026-05-01T12:00:00Z\"",
        "{\"time\":\"yesterday\",\"responder\":\"p\",\"requests\":1,\"via\":\"local\","
            + "\"result\":\"successful\",\"micros\":1}",
        "{\"time\":\"2026-05-01T12:00:00Z\",\"responder\":\"p\",\"requests\":1,\"via\":\"local\","
            + "\"result\":\"splendid\",\"micros\":1}",
        "{\"time\":\"2026-05-01T12:00:00Z\",\"responder\":\"p\",\"requests\":99999999999,"
            + "\"via\":\"local\",\"result\":\"successful\",\"micros\":1}",
        "{\"time\":\"2026-05-01T12:00:00Z\",\"responder\":\"p\",\"requests\":1,"
            + "\"certificates\":[{\"issuer\":\"a\"}],"
            + "\"via\":\"local\",\"result\":\"successful\",\"micros\":1}",
        "{\"time\":\"2026-05-01T12:00:00Z\",\"responder\":\"p\",\"requests\":1,\"via\":\"local\","
            + "\"result\":\"successful\",\"micros\":1} {}"
      })
  void refusesWhatIsNoRecord(String line) {
    assertThatExceptionOfType(DamagedLineException.class).isThrownBy(() -> parsed(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,b",
        "2026-05-01T12:00:00Z,p,,,1,1,a,01,good x,local,successful,1",
        "2026-05-01T12:00:00Z,p,,\"open,1,1,a,01,good,local,successful,1",
        "2026-05-01T12:00:00Z,p,,\"a\"b,1,1,a,01,good,local,successful,1",
        "2026-05-01T12:00:00Z,p,,,,1,a,01,good,local,successful,1"
      })
  void refusesWhatIsNoRow(String row) {
    assertThatExceptionOfType(DamagedLineException.class).isThrownBy(() -> parser.csv(row));
  }
}
