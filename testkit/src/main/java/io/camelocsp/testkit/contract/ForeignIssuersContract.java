package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import org.junit.jupiter.api.Test;

/** Certificates of foreign issuers, where the policy is to answer {@code unknown}. */
abstract class ForeignIssuersContract extends ServedSite {
  ForeignIssuersContract(ResponderRuntime runtime) {
    super(runtime);
  }

  @Override
  void prepare(TestSite site) throws Exception {
    TestCertificate local = site.foreignCa().ocspSigner("CN=Local signer", KeyKind.EC_P256);
    TestKeyStores.pkcs12(site.path("local.p12"), local, "pin".toCharArray());
    TestPem.write(site.path("local.pem"), local.certificate());
    site.configure(
        "ocsp.signer.local.keystore = local.p12",
        "ocsp.signer.local.password = pin",
        "ocsp.signer.local.trust = local",
        "ocsp.responder.site.foreign-issuers = unknown",
        "ocsp.responder.site.default-signer = local");
  }

  @Test
  void theLocallyTrustedSignerAnswersOwnAndForeignCertificates() {
    RequiredClients.openssl();

    ToolResult result =
        OpenSsl.run(
            "ocsp",
            "-issuer",
            site().path("ca.pem").toString(),
            "-cert",
            site().path("revoked.pem").toString(),
            "-issuer",
            site().path("foreign-ca.pem").toString(),
            "-cert",
            site().path("foreign.pem").toString(),
            "-url",
            site().uri().toString(),
            "-VAfile",
            site().path("local.pem").toString());

    assertThat(result.output())
        .contains("Response verify OK", "revoked.pem: revoked", "foreign.pem: unknown");
  }
}
