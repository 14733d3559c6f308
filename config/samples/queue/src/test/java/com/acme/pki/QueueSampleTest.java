package com.acme.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import jakarta.jms.Message;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample with a real broker: everything it needs besides is a CA and a signer. */
class QueueSampleTest {
  private TestSite site;
  private BigInteger good;
  private Broker broker;
  private Main application;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
    broker = new Broker();
    application = PkiApplication.application();
    application.addOverrideProperty("acme.broker", Broker.URL);
    override("ocsp.data.directory", site.path("data").toString());
    override("ocsp.issuer.acme.certificate", site.path("ca.pem").toString());
    override("ocsp.signer.acme.keystore", site.path("signer.p12").toString());
    override("ocsp.signer.acme.password-file", site.path("pin").toString());
    override("ocsp.responder.acme.url", site.uri().toString());
    application.start();
  }

  @AfterEach
  void stop() throws Exception {
    application.stop();
    broker.close();
  }

  private void override(String key, String value) {
    application.addOverrideProperty(key, value);
  }

  private OCSPResp ask() throws Exception {
    return new OCSPResp(broker.request("pki.ocsp", TestRequests.der(site.ca(), good)));
  }

  private void takeAList() throws Exception {
    broker.send("pki.lists", site.nextCrl().der());
    new Client(site.uri(), site.signer()).await("good", site.ca(), good);
  }

  @Test
  void aListThatArrivesByQueueAnswersByHttpAndByQueue() throws Exception {
    assertThat(ask().getStatus()).as("no list yet").isEqualTo(OCSPResp.TRY_LATER);

    takeAList();

    OCSPResp response = ask();
    assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
    assertThat(((BasicOCSPResp) response.getResponseObject()).getResponses()[0].getCertStatus())
        .isEqualTo(CertificateStatus.GOOD);
  }

  @Test
  void whatIsNoRequestIsAnsweredByQueueToo() throws Exception {
    byte[] answer = broker.request("pki.ocsp", "not a request".getBytes(StandardCharsets.UTF_8));

    assertThat(new OCSPResp(answer).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
  }

  @Test
  void aRefusedListGoesToTheQueueOfTheRefusedWithTheReason() throws Exception {
    byte[] list = site.foreignCa().crl().der();
    broker.send("pki.lists", list);

    Message refused = broker.receive("pki.lists.refused");

    assertThat(refused.getBody(byte[].class)).isEqualTo(list);
    assertThat(refused.getStringProperty("AcmeReason")).contains("Foreign CA");
  }

  @Test
  void everyRequestIsBilledToTheQueue() throws Exception {
    takeAList();
    Message bill = broker.receive("pki.billing");
    while (!bill.getBody(String.class).contains("\"successful\"")) {
      bill = broker.receive("pki.billing"); // from before the list
    }

    assertThat(bill.getBody(String.class))
        .startsWith("{\"id\":")
        .contains("\"responder\":\"acme\"", "\"status\":\"good\"", "\"client\":\"127.0.0.1\"");
  }
}
