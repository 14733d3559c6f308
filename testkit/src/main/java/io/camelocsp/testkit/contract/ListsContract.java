package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.BadLists;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists of a watched directory: bad ones are moved aside with a reason while the current list keeps
 * answering, the next good one changes the answers.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ListsContract extends ServedSite {
  private static final BigInteger SERIAL = BigInteger.valueOf(4711);

  private Map<String, byte[]> lists = Map.of();

  ListsContract(ResponderRuntime runtime) {
    super(runtime);
  }

  private DropDirectory drop() {
    return new DropDirectory(site());
  }

  @Override
  void publish(TestSite site) throws Exception {
    assertThat(client().status(site.ca(), SERIAL)).as("before the first list").isEqualTo("error 3");
    site.drop("current.crl", site.ca().crl().number(5).revoke(SERIAL, Instant.now(), 1).der());
    client().await("revoked 1", site.ca(), SERIAL);
    // All at once: some are refused only when they have been the same for two seconds.
    lists = BadLists.of(site.ca(), Instant.now());
    for (Map.Entry<String, byte[]> list : lists.entrySet()) {
      site.drop(list.getKey() + ".crl", list.getValue());
    }
  }

  Stream<Arguments> badLists() {
    return lists.entrySet().stream().map(list -> Arguments.of(list.getKey(), list.getValue()));
  }

  @ParameterizedTest
  @MethodSource("badLists")
  @Order(1)
  void isMovedAsideWithItsReason(String reason, byte[] list) throws Exception {
    String name = reason + ".crl";
    Path refused = drop().awaitRefused(name);

    assertThat(Files.readAllBytes(refused)).isEqualTo(list);
    assertThat(drop().reasonOf(name))
        .startsWith("Refused (" + reason + ").\nWhat is wrong: ")
        .containsPattern("\nEffect: +\\S")
        .containsPattern("\nWhat to do: +\\S");
    if (!BadLists.WITHOUT_ISSUER.contains(reason)) {
      assertThat(drop().reasonOf(name))
          .contains("site keeps answering from crl site#5, valid until");
    }
    assertThat(client().status(site().ca(), SERIAL)).isEqualTo("revoked 1");
    assertThat(drop().waiting()).doesNotContain(name);
    assertThat(drop().archived()).hasSize(1);
  }

  /** Last: what was refused was not the next of list 5 only. */
  @Test
  @Order(2)
  void theNextListChangesTheAnswers() throws Exception {
    TestCertificate certificate = site().ca().issue("CN=revoked by the next list");
    assertThat(client().status(site().ca(), certificate.serial())).isEqualTo("good");

    site()
        .drop(
            "next.crl",
            site().ca().crl().number(6).revoke(certificate.serial(), Instant.now(), 4).der());

    client().await("revoked 4", site().ca(), certificate.serial());
    assertThat(client().status(site().ca(), SERIAL)).isEqualTo("good");
    drop().awaitEmpty();
    assertThat(drop().archived()).hasSize(2);
  }
}
