package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.ValueResolver;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that keys name and that are others under the same path, as a reload finds them. */
class ReloadedFilesTest {
  private PushSite push;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    push = new PushSite(directory);
  }

  @AfterEach
  void stop() {
    push.close();
  }

  private ConfigurationChange reload() throws Exception {
    return push.running.reload(push.site);
  }

  private int pushed(TestCertificate by) throws Exception {
    return push.push(by, "pinned", push.site.nextCrl().der()).statusCode();
  }

  @Test
  void othersMayPushOnceTheirCertificatesAreInTheFile() throws Exception {
    assertThat(pushed(push.publisher)).isEqualTo(201);
    TestPem.write(push.site.path("publisher.pem"), push.stranger.certificate());
    assertThat(pushed(push.publisher)).as("until the reload").isEqualTo(201);

    ConfigurationChange change = reload();

    assertThat(change.text())
        .isEqualTo("ocsp.lists.pinned.publishers: its file has other content (live)");
    assertThat(pushed(push.stranger)).isEqualTo(201);
    assertThat(pushed(push.publisher)).isEqualTo(403);
  }

  @Test
  void aPublishersPasswordIsReadAgain() throws Exception {
    Files.writeString(push.site.path("robot-password"), "a new one");

    ConfigurationChange change = reload();

    assertThat(change.text())
        .isEqualTo("ocsp.lists.basic.password-file: its file has other content (live)");
    assertThat(pushedWith("a new one")).isEqualTo(201);
    assertThat(pushedWith(PushSite.PASSWORD)).isEqualTo(401);
  }

  private int pushedWith(String password) throws Exception {
    HttpResponse<String> told =
        push.client((TestCertificate) null)
            .send(
                push.request("basic")
                    .header("Authorization", PushSite.basic("robot", password))
                    .PUT(BodyPublishers.ofByteArray(push.site.nextCrl().der()))
                    .build(),
                BodyHandlers.ofString());
    return told.statusCode();
  }

  @Test
  void aFileOfPublishersThatIsNoUseHoldsAllBack() throws Exception {
    Files.writeString(push.site.path("publisher.pem"), "no certificate");
    push.site.configure("ocsp.responder.site.max-single-requests = 1");

    ConfigurationException refusal = assertThrows(ConfigurationException.class, this::reload);

    assertThat(refusal.errors()).hasSize(1);
    assertThat(refusal.errors().get(0).key()).isEqualTo("ocsp.lists.pinned.publishers");
    assertThat(refusal.errors().get(0).origin().line()).isPositive();
    assertThat(pushed(push.publisher)).isEqualTo(201);
  }

  @Test
  void aPasswordThatIsGoneHoldsAllBack() throws Exception {
    Files.writeString(push.site.path("robot-password"), "\n");
    TestPem.write(push.site.path("publisher.pem"), push.stranger.certificate());

    ConfigurationException refusal = assertThrows(ConfigurationException.class, this::reload);

    assertThat(refusal.getMessage())
        .contains("ocsp.lists.basic.password-file", "no password can be read");
    assertThat(pushed(push.publisher)).isEqualTo(201);
  }

  @Test
  void theSameContentIsNoChangeWhoeverWroteTheFile() throws Exception {
    Path file = push.site.path("publisher.pem");
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, content);

    assertThat(reload().text()).isEqualTo("no change");
  }

  @Test
  void comparingTellsTheSameAndAppliesNothing() throws Exception {
    TestPem.write(push.site.path("publisher.pem"), push.stranger.certificate());
    LoadedConfiguration next =
        ConfigurationLoader.loadFile(push.site.configuration(), List.of(), ValueResolver.NONE);

    assertThat(push.running.service().compare(next).text())
        .contains("ocsp.lists.pinned.publishers: its file has other content (live)");
    assertThat(pushed(push.publisher)).isEqualTo(201);
    assertThat(reload().isEmpty()).as("it is still to be applied").isFalse();
  }

  @Test
  void aSignersOwnChainIsAnotherSignerThoughTheCertificateIsTheSame() throws Exception {
    TestKeyStores.pkcs12(
        push.site.path("signer.p12"),
        push.site.signer(),
        "a test pin".toCharArray(),
        push.site.ca().certificate());

    assertThat(reload().text())
        .isEqualTo("ocsp.signer.site.keystore: its file has other content (live)");
  }
}
