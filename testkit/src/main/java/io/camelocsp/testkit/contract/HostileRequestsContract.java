package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.HostileRequest;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OddSerials;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every request made to hurt gets its one answer over a real socket, by POST and by GET. The
 * vectors and their answers are a table of their own: {@link HostileRequest}.
 */
abstract class HostileRequestsContract extends ServedSite {
  private static final int DEFAULT_MAX_REQUEST_SIZE = 16 * 1024;
  private static final int DEFAULT_MAX_URL = 8 * 1024;
  private static final String SERVICE_LOCATOR = "1.3.6.1.5.5.7.48.1.7";

  HostileRequestsContract(ResponderRuntime runtime) {
    super(runtime);
  }

  @Override
  void prepare(TestSite site) throws Exception {
    site.configure(
        "ocsp.responder.roomy.url = " + site.uri() + "roomy",
        "ocsp.responder.roomy.max-request-size = 1m");
  }

  /** A responder that takes bodies of a megabyte, so that only the request itself decides. */
  private Client roomy() {
    return new Client(site().uri().resolve("roomy"), site().signer());
  }

  @ParameterizedTest
  @EnumSource
  void isAnsweredRightlyByPost(HostileRequest hostile) throws Exception {
    assertThat(roomy().ask(hostile.der(site())).summary()).isEqualTo(hostile.answer());
  }

  @ParameterizedTest
  @EnumSource
  void isAnsweredRightlyOrRefusedForItsSizeWithinTheDefaultLimits(HostileRequest hostile)
      throws Exception {
    byte[] der = hostile.der(site());
    HttpConnection.Response response = client().post(der);

    if (der.length > DEFAULT_MAX_REQUEST_SIZE) {
      assertThat(response.status()).isEqualTo(413);
    } else {
      assertThat(Judged.of(response).summary()).isEqualTo(hostile.answer());
    }
  }

  /** An empty path is none of a GET's; every other request has the same answer as by POST. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void isAnsweredRightlyOrRefusedForItsLengthByGet(HostileRequest hostile) throws Exception {
    byte[] get = HttpConnection.get(site().uri(), hostile.der(site()));
    HttpConnection.Response response = client().exchange(get, false);

    if (Client.text(get).indexOf(" HTTP/") - "GET ".length() > DEFAULT_MAX_URL) {
      assertThat(response.status()).isEqualTo(414);
    } else {
      assertThat(Judged.of(response).summary()).isEqualTo(hostile.answer());
    }
  }

  @Test
  void oddSerialsAreRevokedOnceAListNamesThem(@TempDir Path directory) throws Exception {
    TestSite odd = new TestSite(directory, KeyKind.EC_P256);
    CrlBuilder list = odd.nextCrl();
    OddSerials.ALL.forEach(serial -> list.revoke(serial, TestSite.REVOKED_AT, 4));
    odd.drop("odd.crl", list.der());
    try (ResponderRuntime.Serving serving = serveToo(odd)) {
      assertThat(serving).isNotNull();
      Client asking = new Client(odd.uri(), odd.signer());
      asking.await("good", odd.ca(), odd.good().serial());

      for (BigInteger serial : OddSerials.ALL) {
        assertThat(asking.status(odd.ca(), serial)).as("%s", serial).isEqualTo("revoked 4");
      }
    }
  }

  @Test
  void aServiceLocatorIsNotFollowed() throws Exception {
    try (ServerSocket bait = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + bait.getLocalPort() + "/ocsp";
      byte[] request =
          TestRequests.builder()
              .single(site().ca(), site().good().serial())
              .singleExtension(SERVICE_LOCATOR, false, serviceLocator(url))
              .single(site().ca(), site().revoked().serial())
              .singleExtension(SERVICE_LOCATOR, true, serviceLocator(url))
              .der();
      assertThat(Client.text(request)).contains(url);

      assertThat(client().ask(request).summary()).isEqualTo("good, revoked 1");
      assertThat(Judged.of(client().get(request)).summary()).isEqualTo("good, revoked 1");

      bait.setSoTimeout(200);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(bait::accept);
    }
  }

  /** ServiceLocator (RFC 6960 section 4.4.6): the issuer's name, and where to ask. */
  private byte[] serviceLocator(String url) throws Exception {
    ASN1EncodableVector locator = new ASN1EncodableVector();
    locator.add(
        X500Name.getInstance(site().ca().certificate().getSubjectX500Principal().getEncoded()));
    locator.add(
        new AuthorityInformationAccess(
            new AccessDescription(
                AccessDescription.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, url))));
    return new DERSequence(locator).getEncoded();
  }
}
