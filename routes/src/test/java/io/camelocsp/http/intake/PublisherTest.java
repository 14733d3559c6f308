package io.camelocsp.http.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.http.intake.Publisher.Claim;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TestCa CA = TestCa.ec("CN=Publishers' CA");

  private static Claim password(String text) {
    return new Claim(
        null, "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theUserWithThePasswordIsLetIn() {
    Publisher robot = new PasswordPublisher("robot", "ä:secret".toCharArray());

    assertThat(robot.who(password("robot:ä:secret"), NOW)).hasValue("robot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"robot:secret ", "robot:Secret", "robot:", "Robot:secret", "robotsecret"})
  void anyOtherPasswordIsNot(String given) {
    Publisher robot = new PasswordPublisher("robot", "secret".toCharArray());

    assertThat(robot.who(password(given), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic ???", "Bearer cm9ib3Q6c2VjcmV0"})
  void whatIsNoBasicCredentialIsNot(String field) {
    Publisher robot = new PasswordPublisher("robot", "secret".toCharArray());

    assertThat(robot.who(new Claim(null, field), NOW)).isEmpty();
  }

  @Test
  void aPasswordIsNeverShown() {
    assertThat(new PasswordPublisher("robot", "secret".toCharArray()).toString())
        .doesNotContain("secret");
    assertThat(password("robot:secret").toString()).isEqualTo("Claim[-]");
  }

  @Test
  void anEmptyPasswordIsNone() {
    assertThatThrownBy(() -> new PasswordPublisher("robot", new char[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePinnedCertificateIsLetInWithinItsValidity() {
    TestCertificate pinned =
        CA.certificateFor("CN=publisher").valid(NOW.minusSeconds(10), NOW.plusSeconds(10)).issue();
    PinnedPublishers publishers = new PinnedPublishers(List.of(pinned.certificate()));
    Claim claim = new Claim(pinned.certificate(), null);

    assertThat(publishers.who(claim, NOW)).hasValue("CN=publisher");
    assertThat(publishers.who(claim, NOW.plusSeconds(11))).isEmpty();
    assertThat(publishers.who(claim, NOW.minusSeconds(11))).isEmpty();
    assertThat(publishers.whyNot(claim)).contains("not valid now");
  }

  @Test
  void anotherCertificateOfTheSameNameAndCaIsNot() {
    PinnedPublishers publishers =
        new PinnedPublishers(List.of(CA.issue("CN=publisher").certificate()));

    assertThat(publishers.who(new Claim(CA.issue("CN=publisher").certificate(), null), NOW))
        .isEmpty();
    assertThat(publishers.who(new Claim(CA.certificate(), null), NOW)).isEmpty();
  }
}
