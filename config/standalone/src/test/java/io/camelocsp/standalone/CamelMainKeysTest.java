package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.routes.ConfigurationSource;
import io.camelocsp.routes.OcspRoutes;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own keys, beside ours in the properties of an application that runs camel-main. */
class CamelMainKeysTest {
  private final Main application = new Main();
  private TestSite site;
  private BigInteger good;
  private Client client;

  @BeforeEach
  void layOutTheSite(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
    client = new Client(site.uri(), site.signer());
  }

  @AfterEach
  void stop() {
    application.stop();
  }

  private void start(String... keys) throws Exception {
    site.configure(keys);
    application.setPropertyPlaceholderLocations("file:" + site.configuration());
    application
        .configure()
        .addRoutesBuilder(new OcspRoutes(ConfigurationSource.properties(site.directory())));
    application.start();
  }

  private List<String> routeIds() {
    return application.getCamelContext().getRoutes().stream().map(Route::getId).toList();
  }

  private void takeAList() throws Exception {
    application.getCamelTemplate().sendBody("direct:ocsp-list", site.nextCrl().der());
  }

  private Object ask(String endpoint) throws Exception {
    byte[] request = TestRequests.der(site.ca(), good);
    OCSPResp response =
        new OCSPResp(application.getCamelTemplate().requestBody(endpoint, request, byte[].class));
    return ((BasicOCSPResp) response.getResponseObject()).getResponses()[0].getCertStatus();
  }

  @Test
  void aRouteTemplateWithFromComesInAddition() throws Exception {
    start(
        "camel.route-template[mine].template-id = ocsp-responder",
        "camel.route-template[mine].name = site",
        "camel.route-template[mine].from = direct:partner");
    takeAList();

    assertThat(routeIds()).contains("mine", "responder-site");
    assertThat(ask("direct:partner")).isEqualTo(CertificateStatus.GOOD);
    assertThat(client.status(site.ca(), good)).isEqualTo("good");
  }

  @Test
  void aRouteTemplateWithoutFromTakesThePlaceOfOurs() throws Exception {
    start(
        "camel.route-template[mine].template-id = ocsp-responder",
        "camel.route-template[mine].name = site");
    takeAList();

    assertThat(routeIds()).contains("mine").doesNotContain("responder-site");
    assertThat(client.status(site.ca(), good)).isEqualTo("good");
  }

  @Test
  void routesThatTheExcludePatternNamesAreLeftOutAndReplaced() throws Exception {
    Files.writeString(
        site.path("mine.yaml"),
        """
        - route:
            id: my-billing
            from:
              uri: direct:ocsp-billing
              steps:
                - setBody:
                    simple: "billed ${body}"
                - to: file:%s?fileName=bills&fileExist=Append
        """
            .formatted(site.directory()));
    start(
        "camel.main.routeFilterExcludePattern = responder-*,ocsp-billing",
        "camel.main.routesIncludePattern = file:" + site.path("mine.yaml"));
    takeAList();

    assertThat(routeIds()).contains("my-billing").doesNotContain("responder-site", "ocsp-billing");
    assertThat(ask("direct:ocsp-request-site")).isEqualTo(CertificateStatus.GOOD);
    assertThat(site.path("bills")).content().contains("responder=site");
    assertThatThrownBy(() -> client.status(site.ca(), good)).isInstanceOf(IOException.class);
  }
}
