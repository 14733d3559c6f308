package io.camelocsp.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final String SKEW = "ocsp.clock-skew";

  private TestSite site;

  @BeforeEach
  void layOut(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  @AfterEach
  void forget() {
    System.clearProperty(SKEW);
  }

  private OcspConfiguration load(Map<String, String> set, SignerMode mode) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      return Keys.load(site.configuration(), set, mode, context).configuration();
    }
  }

  @Test
  void aSystemPropertyGoesBeforeAKeyThatTheFileHas() throws Exception {
    System.setProperty(SKEW, "3m");
    assertThat(load(Map.of(), SignerMode.CONFIGURED).clockSkew()).isEqualTo(Duration.ofMinutes(5));

    site.configure(SKEW + " = 1m");

    assertThat(load(Map.of(), SignerMode.CONFIGURED).clockSkew()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void setGoesBeforeSystemPropertiesAndTheFile() throws Exception {
    System.setProperty(SKEW, "3m");
    site.configure(SKEW + " = 1m");

    assertThat(load(Map.of(SKEW, "2m"), SignerMode.CONFIGURED).clockSkew())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void camelsPlaceholdersAreResolved() throws Exception {
    site.configure(SKEW + " = {{env:CAMEL_OCSP_NOT_SET:90s}}");

    assertThat(load(Map.of(), SignerMode.CONFIGURED).clockSkew()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aPlaceholderWithoutValueIsAnErrorThatNamesIt() {
    assertThatThrownBy(
            () -> load(Map.of(SKEW, "{{env:CAMEL_OCSP_NOT_SET}}"), SignerMode.CONFIGURED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("CAMEL_OCSP_NOT_SET");
  }

  @Test
  void aTrialPassesOverSignersThatAreNotThereYet() throws Exception {
    site.configure(
        "ocsp.signer.later.keystore = not-there-yet.p12",
        "ocsp.signer.later.password = pin",
        "ocsp.responder.site.default-signer = later",
        "ocsp.responder.site.foreign-issuers = unknown");

    assertThat(load(Map.of(), SignerMode.TRIAL).signers()).isEmpty();
    assertThatThrownBy(() -> load(Map.of(), SignerMode.CONFIGURED))
        .hasMessageContaining("not-there-yet.p12");
  }
}
