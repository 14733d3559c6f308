package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.standalone.TestCli.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingCommandTest {
  private static final String HEADER =
      "time,responder,client,requestor,requests,counted,issuers,serials,statuses,via,result,micros";

  @TempDir private Path directory;

  /** October in a packed file, November in one that is written to. */
  @BeforeEach
  void writeJournals() throws IOException {
    packed(
        "billing-20261101T000000000Z.jsonl.gz",
        json("2026-10-31T23:59:59.999Z", "192.0.2.1", null, "acme 01 good"));
    Files.writeString(
        directory.resolve("billing.jsonl"),
        json("2026-11-01T00:00:00Z", "192.0.2.1", null, "acme 01 good")
            + json("2026-11-02T10:00:00Z", "192.0.2.1", null, "acme 01 good", "bankx 02 revoked")
            + json("2026-11-02T11:00:00Z", "192.0.2.2", "CN=Bank, Inc", "acme 03 revoked")
            + json("2026-11-02T11:00:01Z", "192.0.2.9", "CN=Bank, Inc", "- 04 unknown")
            + json("2026-11-03T00:00:00Z", "192.0.2.1", null));
    Files.writeString(directory.resolve("billing.feed"), "not a journal");
  }

  private void packed(String name, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A line; without certificates it is an error. */
  private static String json(
      String time, String client, @Nullable String requestor, String... certificates) {
    StringBuilder line = new StringBuilder("{\"time\":\"" + time + "\",\"responder\":\"public\"");
    line.append(",\"client\":\"").append(client).append('"');
    if (requestor != null) {
      line.append(",\"requestor\":\"").append(requestor).append('"');
    }
    line.append(",\"requests\":").append(Math.max(1, certificates.length));
    line.append(",\"counted\":").append(certificates.length).append(",\"certificates\":[");
    for (int i = 0; i < certificates.length; i++) {
      String[] parts = certificates[i].split(" ");
      line.append(i == 0 ? "" : ",")
          .append(
              "{\"issuer\":\"%s\",\"serial\":\"%s\",\"status\":\"%s\"}"
                  .formatted((Object[]) parts));
    }
    boolean error = certificates.length == 0;
    return line.append("],\"via\":\"")
        .append(error ? "error" : "local")
        .append("\",\"result\":\"")
        .append(error ? "unauthorized" : "successful")
        .append("\",\"micros\":10}\n")
        .toString();
  }

  private Result run(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "billing";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new TestCli().run(all);
  }

  @Test
  void sumsByCustomerIssuerAndMonth() {
    Result result = run(directory);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
            period   customer      issuer  requests  certificates  good  revoked  unknown  errors
            2026-10  192.0.2.1     acme           1             1     1        0        0       0
            2026-11  192.0.2.1     (none)         1             0     0        0        0       1
            2026-11  192.0.2.1     acme           2             2     2        0        0       0
            2026-11  192.0.2.1     bankx          1             1     0        1        0       0
            2026-11  CN=Bank, Inc  -              1             1     0        0        1       0
            2026-11  CN=Bank, Inc  acme           1             1     0        1        0       0
            total                                 6             6     3        2        1       1
            """);
  }

  @Test
  void sumsByLessAndOfAPartOfTheTime() {
    assertThat(run("--by", "responder", "--per", "all", directory).out())
        .isEqualTo(
            """
            responder  requests  certificates  good  revoked  unknown  errors
            public            6             6     3        2        1       1
            total             6             6     3        2        1       1
            """);
    assertThat(
            run(
                    "--by",
                    "customer",
                    "--per",
                    "hour",
                    "--from",
                    "2026-11-02",
                    "--to",
                    "2026-11-02T11:00:01Z",
                    directory)
                .out())
        .isEqualTo(
            """
            period         customer      requests  certificates  good  revoked  unknown  errors
            2026-11-02T10  192.0.2.1            1             2     1        1        0       0
            2026-11-02T11  CN=Bank, Inc         1             1     0        1        0       0
            total                               2             3     1        2        0       0
            """);
  }

  @Test
  void givesCsvForSpreadsheets() {
    assertThat(run("--by", "customer", "--per", "day", "--format", "csv", directory).out().lines())
        .containsExactly(
            "period,customer,requests,certificates,good,revoked,unknown,errors",
            "2026-10-31,192.0.2.1,1,1,1,0,0,0",
            "2026-11-01,192.0.2.1,1,1,1,0,0,0",
            "2026-11-02,192.0.2.1,1,2,1,1,0,0",
            "2026-11-02,\"CN=Bank, Inc\",2,2,0,1,1,0",
            "2026-11-03,192.0.2.1,1,0,0,0,0,1");
  }

  @Test
  void givesJsonForPrograms() throws Exception {
    JsonNode result =
        new ObjectMapper().readTree(run("--by", "customer", "--format", "json", directory).out());

    assertThat(result.get("files").asInt()).isEqualTo(2);
    assertThat(result.get("records").asInt()).isEqualTo(6);
    assertThat(result.get("damaged").asInt()).isZero();
    assertThat(result.get("sums")).hasSize(3);
    assertThat(result.get("sums").get(2).get("customer").asText()).isEqualTo("CN=Bank, Inc");
    assertThat(result.get("sums").get(2).get("revoked").asInt()).isEqualTo(1);
    assertThat(result.get("total").get("requests").asInt()).isEqualTo(6);
  }

  @Test
  void readsTablesToo() throws Exception {
    Path table = directory.resolve("other.csv");
    Files.writeString(
        table,
        HEADER
            + "\r\n2026-11-02T10:00:00Z,public,192.0.2.1,\"CN=\"\"A\"\", B\",2,2,acme acme,01 02,"
            + "good revoked,local,successful,10\r\n"
            + "2026-11-02T10:00:00Z,public,192.0.2.1,,1,1,,,,local,successful,10\r\n");

    assertThat(run("--by", "customer", "--per", "all", table).out())
        .isEqualTo(
            """
            customer   requests  certificates  good  revoked  unknown  errors
            192.0.2.1         1             1     0        0        0       0
            CN="A", B         1             2     1        1        0       0
            total             2             3     1        1        0       0
            """);
  }

  @Test
  void aFileThatIsNamedTwiceOrPackedAndPlainCountsOnce() throws Exception {
    packed("billing.jsonl.gz", "");
    Result result =
        run("--by", "responder", directory, directory.resolve("billing.jsonl"), directory);

    assertThat(result.out()).containsPattern("total +6 +6 ");
  }

  @Test
  void damagedLinesAreLeftOutAndNamed() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    Files.writeString(file, "\u0000\u0000\n\n" + Files.readString(file) + "{\"time\":1}\n");
    Path broken = directory.resolve("billing-20261102T000000000Z.jsonl.gz");
    packed(String.valueOf(broken.getFileName()), "x".repeat(1000));
    byte[] octets = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(octets, octets.length - 9));

    Result result = run("--by", "responder", directory);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            file + ", line 1: ",
            file + ", line 8: time, responder, via or result is missing",
            broken + " cannot be read to its end: ",
            "3 damaged lines or files were left out.");
    assertThat(result.out()).containsPattern("total +6 +6 ");
  }

  @Test
  void theLineThatIsBeingWrittenIsNoDamage() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    Files.writeString(file, Files.readString(file) + "{\"time\":\"2026-");

    Result result = run("--by", "responder", directory);

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("its last line is not finished yet (14 octets)");
    assertThat(result.out()).containsPattern("total +6 +6 ");
  }

  @ParameterizedTest
  @CsvSource({
    "--from|tomorrow, neither a date such as",
    "--from|2026-11-02|--to|2026-11-02, --from must be before --to",
    "--by|country, customer",
    "--per|week, month",
    "--format|xml, format",
  })
  void wrongUsageIsTold(String options, String message) {
    Object[] split = (options + "|" + directory).split("\\|");
    Result result = run(split);

    assertThat(result.exit()).isEqualTo(64);
    assertThat(result.err()).containsIgnoringCase(message);
  }

  @Test
  void whatIsNotThereIsTold() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThat(run(directory.resolve("none")).err()).contains("There is no file or directory");
    assertThat(run(directory.resolve("none")).exit()).isEqualTo(64);
    assertThat(run(empty).err()).contains("There are no journals");
    assertThat(run().exit()).isEqualTo(64);
  }
}
