package io.camelocsp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeLogTest {
  @TempDir Path directory;

  private static ExchangeRecord exchange(byte[] request, byte[] response) {
    return new ExchangeRecord(
        Instant.EPOCH, "public", "192.0.2.1", request, response, "local", null);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatWasAcceptedIsWrittenWhenItIsClosed() throws IOException {
    ExchangeLog log = ExchangeLog.open(directory, 1 << 20, 3, 10);
    assertThat(log.append(exchange(new byte[] {1, 2}, new byte[] {3}))).isTrue();
    log.close();
    assertThat(log.append(exchange(new byte[0], new byte[0]))).isFalse();

    assertThat(Files.readAllLines(directory.resolve("exchanges.jsonl")))
        .containsExactly(
            "{\"time\":\"1970-01-01T00:00:00Z\",\"responder\":\"public\",\"client\":\"192.0.2.1\","
                + "\"request\":\"AQI=\",\"response\":\"Aw==\",\"via\":\"local\"}");
    assertThat(log.written()).isEqualTo(1);
    assertThat(log.lost()).isEqualTo(1);
  }

  @Test
  void filesAreRotatedAndTheOldestDeleted() throws IOException {
    byte[] large = new byte[60_000];
    for (int run = 0; run < 6; run++) {
      ExchangeLog log = ExchangeLog.open(directory, 64 << 10, 2, 10);
      log.append(exchange(large, large));
      log.close();
    }
    assertThat(names())
        .containsExactly(
            "exchanges-000000004.jsonl", "exchanges-000000005.jsonl", "exchanges.jsonl");
  }

  @Test
  void whatWaitsIsBoundedByItsOctets() throws IOException {
    byte[] large = new byte[1 << 20];
    ExchangeLog log = ExchangeLog.open(directory, 1 << 20, 1, 1_000_000);
    int accepted = 0;
    for (int i = 0; i < 500; i++) {
      accepted += log.append(exchange(large, large)) ? 1 : 0;
    }
    log.close();
    assertThat(log.written()).isEqualTo(accepted);
    assertThat(log.written() + log.lost()).isEqualTo(500);
  }

  @Test
  void aHalfLineIsEndedBeforeTheNextOne() throws IOException {
    Files.writeString(directory.resolve("exchanges.jsonl"), "{\"time\":\"19");
    ExchangeLog log = ExchangeLog.open(directory, 1 << 20, 3, 10);
    log.append(exchange(new byte[0], new byte[0]));
    log.close();
    assertThat(Files.readAllLines(directory.resolve("exchanges.jsonl")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("{\"time\":\"1970");
  }
}
