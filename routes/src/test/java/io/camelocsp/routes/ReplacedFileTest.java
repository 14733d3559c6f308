package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.metrics.ListCounts;
import io.camelocsp.processors.AcceptList;
import io.camelocsp.processors.ClearAway;
import io.camelocsp.processors.FileLooks;
import io.camelocsp.processors.MoveAside;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file after it was read, also when another has its name by then. */
class ReplacedFileTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final byte[] BAD = CA.crl().signedBy(TestCa.ec("Acme CA")).der();

  private final MutableClock clock = new MutableClock(Instant.now());
  private final FileLooks looks = new FileLooks(clock);
  private final MoveAside moveAside = new MoveAside(clock, looks);
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
  private AcceptList acceptList;
  private Path drop;
  private Path file;

  @BeforeEach
  void layOut(@TempDir Path directory) throws IOException {
    drop = Files.createDirectory(directory.resolve("drop"));
    IssuerData acme = new IssuerData(new Issuer("acme", CA.certificate()));
    ListArchive archive = new ListArchive(directory.resolve("archive"));
    acceptList =
        new AcceptList(
            new ListIntake(List.of(acme), name -> ListPolicy.DEFAULT, archive, clock),
            new ListCounts(List.of()));
    drop("ca.crl", CA.crl().number(1).der());
  }

  private void drop(String name, byte[] content) throws IOException {
    file = drop.resolve(name);
    Path whole = Files.write(drop.resolve(".tmp"), content);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    exchange.getMessage().setBody(file.toFile());
  }

  private void acceptRefused() throws Exception {
    try {
      acceptList.process(exchange);
    } catch (ListRefusedException e) {
      exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
      return;
    }
    throw new AssertionError("accepted");
  }

  private List<String> refused() throws IOException {
    if (!Files.exists(drop.resolve(".refused"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(drop.resolve(".refused"))) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anAcceptedFileIsRemoved() throws Exception {
    acceptList.process(exchange);
    new ClearAway(looks).process(exchange);
    assertThat(file).doesNotExist();
  }

  @Test
  void whatReplacedAnAcceptedFileStays() throws Exception {
    byte[] newer = CA.crl().number(2).der();
    acceptList.process(exchange);
    drop("ca.crl", newer);
    new ClearAway(looks).process(exchange);
    assertThat(file).hasBinaryContent(newer);
  }

  @Test
  void whatReplacedARefusedFileStays() throws Exception {
    drop("ca.crl", BAD);
    acceptRefused();
    clock.advance(Duration.ofSeconds(9));
    byte[] newer = CA.crl().number(2).der();
    drop("ca.crl", newer);
    moveAside.process(exchange);
    assertThat(file).hasBinaryContent(newer);
    assertThat(refused()).isEmpty();
  }

  @Test
  void aBadSignatureIsRefusedWhenTheFileHasSettled() throws Exception {
    drop("ca.crl", BAD);
    acceptRefused();
    moveAside.process(exchange);
    assertThat(file).exists();
    clock.advance(Duration.ofSeconds(2));
    moveAside.process(exchange);
    assertThat(file).doesNotExist();
    assertThat(refused()).hasSize(2);
  }

  @Test
  void aNameTooLongForTheReasonIsShortened() throws Exception {
    drop("\u00e4".repeat(120) + ".crl", BAD);
    acceptRefused();
    moveAside.process(exchange);
    clock.advance(Duration.ofSeconds(2));
    moveAside.process(exchange);
    assertThat(file).doesNotExist();
    assertThat(refused()).hasSize(2).allMatch(name -> name.contains("\u00e4\u00e4\u00e4"));
  }
}
