package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.RequestBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestRequests;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.jspecify.annotations.Nullable;

/** What holds for any request, and for any octets. */
class RequestDecoderPropertyTest {
  private static final RequestDecoder DECODER = new RequestDecoder(RequestLimits.DEFAULT);
  private static final TestCa CA = TestCa.ec("Acme CA");

  /** With all that a request may hold whose inside we check, so that every octet matters. */
  private static final byte[] CHECKED = builder().signedBy(CA.asSigner(), List.of()).der();

  /** With all that a request may hold. */
  private static final byte[] FULL =
      builder().requestorName("CN=alice").signedBy(CA.issue("CN=alice")).der();

  private static RequestBuilder builder() {
    return TestRequests.builder()
        .single(CA, BigInteger.TEN)
        .singleExtension("1.3.6.1.5.5.7.48.1.7", false, Parts.sequence())
        .hash("SHA-256")
        .parametersAbsent()
        .single(CA, BigInteger.ONE.shiftLeft(150))
        .nonce(Parts.filled(32, 7))
        .extension("1.3.6.1.5.5.7.48.1.4", true, Parts.sequence(Parts.oid("1.2.3")));
  }

  @Property(tries = 500)
  void whatAForeignEncoderWroteIsDecodedTheSame(
      @ForAll @Size(min = 1, max = 20) List<BigInteger> serials,
      @ForAll CertIdHash hash,
      @ForAll boolean parametersNull,
      @ForAll @Size(max = 128) byte[] nonce)
      throws IOException {
    RequestBuilder builder = TestRequests.builder().hash(hash.jcaName());
    builder = parametersNull ? builder.parametersNull() : builder.parametersAbsent();
    for (BigInteger serial : serials) {
      builder.single(CA, serial);
    }
    byte[] der = (nonce.length == 0 ? builder : builder.nonce(nonce)).der();

    OcspRequest request = DECODER.decode(der);

    assertThat(request.certIds())
        .extracting(certId -> certId.serial().toBigInteger())
        .isEqualTo(serials);
    ForeignDecoder.understandsTheSame(request, new OCSPReq(der));
    assertThat(request.nonce()).isEqualTo(nonce.length == 0 ? null : Parts.octets(nonce));
  }

  @Property(tries = 5000)
  void anyOctetsAreDecodedOrRefused(@ForAll byte[] octets) throws IOException {
    decideAndCompare(octets);
  }

  @Property(tries = 5000)
  void anyOctetChangedIsDecodedOrRefused(@ForAll @IntRange(max = 100_000) int at, @ForAll byte by)
      throws IOException {
    byte[] changed = CHECKED.clone();
    changed[at % changed.length] = by;
    decideAndCompare(changed);
  }

  @Property(tries = 5000)
  void anyOctetChangedInANameOrCertificateIsDecodedOrRefused(
      @ForAll @IntRange(max = 100_000) int at, @ForAll byte by) {
    byte[] changed = FULL.clone();
    changed[at % changed.length] = by;
    OcspRequest request = decode(changed);

    assertThat(request == null || request.certIds().size() == 2).isTrue();
  }

  @Property(tries = 2000)
  void anyOctetInsertedOrTakenAwayIsRefused(
      @ForAll @IntRange(max = 100_000) int index, @ForAll byte octet) {
    int at = index % FULL.length;
    byte[] before = Arrays.copyOf(FULL, at);
    byte[] after = Arrays.copyOfRange(FULL, at, FULL.length);

    assertThat(decode(Parts.concat(before, new byte[] {octet}, after))).isNull();
    assertThat(decode(Parts.concat(before, Arrays.copyOfRange(after, 1, after.length)))).isNull();
  }

  private static void decideAndCompare(byte[] octets) throws IOException {
    OcspRequest request = decode(octets);
    if (request != null) {
      ForeignDecoder.agrees(request);
    }
  }

  private static @Nullable OcspRequest decode(byte[] octets) {
    try {
      return DECODER.decode(octets);
    } catch (OcspFailure failure) {
      assertThat(failure.status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
      assertThat(failure.reason()).hasSizeLessThan(300);
      return null;
    }
  }
}
