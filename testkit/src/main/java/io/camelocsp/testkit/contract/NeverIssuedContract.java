package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestIssuance;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A responder that asks whether a certificate was issued, with issuance lists of a directory. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class NeverIssuedContract extends ServedSite {
  private static final BigInteger NEVER = new BigInteger("123456789012345678901234567890");

  NeverIssuedContract(ResponderRuntime runtime) {
    super(runtime);
  }

  @Override
  void prepare(TestSite site) throws Exception {
    site.configure("ocsp.responder.site.type = non-issued-basic");
  }

  @Override
  void publish(TestSite site) throws Exception {
    site.dropNextCrl();
    client().await("revoked 1", site.ca(), site.revoked().serial());
    assertThat(client().status(site.ca(), site.good().serial()))
        .as("before the first issuance list")
        .isEqualTo("error 3");
    site.drop("issued-1.crl", issued(1, site.good().serial(), site.held().serial()).der());
    client().await("good", site.ca(), site.good().serial());
  }

  private CrlBuilder issued(long number, BigInteger... serials) {
    return TestIssuance.list(site().ca(), number, serials);
  }

  @Test
  @Order(1)
  void whatACrlListsIsRevokedIssuedOrNot() throws Exception {
    assertThat(client().status(site().ca(), site().held().serial())).isEqualTo("revoked 6");
    assertThat(client().status(site().ca(), site().revoked().serial())).isEqualTo("revoked 1");
  }

  @Test
  @Order(2)
  void whatWasNeverIssuedIsOnHoldSince1970AndNotCached() throws Exception {
    HttpConnection.Response response = client().get(TestRequests.der(site().ca(), NEVER));

    assertThat(client().status(site().ca(), NEVER)).isEqualTo("revoked 6");
    assertThat(response.headers()).doesNotContainKeys("ETag", "Expires", "Cache-Control");
  }

  @Test
  @Order(3)
  void opensslShowsTheExtendedDefinitionOfRevoked() throws Exception {
    RequiredClients.openssl();
    TestCertificate never = site().ca().issue("CN=never activated");
    Path certificate = TestPem.write(site().path("never.pem"), never.certificate());
    ToolResult result =
        OpenSsl.run(
            "ocsp",
            "-issuer",
            site().path("ca.pem").toString(),
            "-cert",
            certificate.toString(),
            "-url",
            site().uri().toString(),
            "-CAfile",
            site().path("ca.pem").toString(),
            "-resp_text");

    assertThat(result.output())
        .contains("Response verify OK", "never.pem: revoked")
        .contains("Revocation Time: Jan  1 00:00:00 1970 GMT")
        .contains("certificateHold")
        // The name that OpenSSL has for 1.3.6.1.5.5.7.48.1.9, or had before it knew what it is.
        .containsPattern(
            "(Extended OCSP Status|\\bvalid|1\\.3\\.6\\.1\\.5\\.5\\.7\\.48\\.1\\.9): *\n");
  }

  @Test
  @Order(4)
  void activationTakesEffectWithTheList() throws Exception {
    TestCertificate late = site().ca().issue("CN=activated later");
    assertThat(client().status(site().ca(), late.serial())).isEqualTo("revoked 6");

    site().drop("issued-2.crl", issued(2, site().good().serial(), late.serial()).der());

    client().await("good", site().ca(), late.serial());
  }
}
