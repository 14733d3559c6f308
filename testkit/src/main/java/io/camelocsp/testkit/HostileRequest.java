package io.camelocsp.testkit;

import static io.camelocsp.testkit.RawRequest.concat;
import static io.camelocsp.testkit.RawRequest.explicit;
import static io.camelocsp.testkit.RawRequest.nested;
import static io.camelocsp.testkit.RawRequest.sequence;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Requests made to hurt: one for each defect, named after it, with the one answer that a {@code
 * basic} responder of a {@link TestSite} gives. What is just allowed stands beside what is not, so
 * that nobody refuses too much either.
 *
 * <p>An answer is {@code error N} with an OCSPResponseStatus, or the statuses of the single
 * responses in their order.
 */
public enum HostileRequest {
  // The frame
  NOTHING("error 1", site -> new byte[0]),
  NOT_DER("error 1", site -> "<html>".getBytes(StandardCharsets.US_ASCII)),
  CUT_OFF("error 1", site -> Arrays.copyOf(good(site), good(site).length - 1)),
  TRAILING_BYTES("error 1", site -> concat(good(site), new byte[1])),
  LENGTH_INDEFINITE("error 1", site -> RawRequest.indefinite(good(site))),
  LENGTH_LONGER_THAN_NEEDED("error 1", site -> RawRequest.longLength(good(site))),
  LENGTH_OF_TWO_GIGABYTES(
      "error 1", site -> new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 0x30, 0}),
  NESTED_3000_DEEP("error 1", site -> nested(3000)),
  VERSION_2("error 1", site -> asking(site).version(1).der()),
  VERSION_1_SPELT_OUT("error 1", site -> asking(site).version(0).der()),

  // The list of single requests
  ZERO_REQUESTS("error 1", site -> TestRequests.builder().der()),
  MISSING_REQUEST_LIST("error 1", site -> sequence(sequence())),
  REQUESTS_20("good, ".repeat(19) + "good", site -> asking(site, 20)),
  REQUESTS_21("error 1", site -> asking(site, 21)),
  REQUESTS_1000("error 1", site -> asking(site, 1000)),
  REQUESTS_5000("error 1", site -> asking(site, 5000)),
  DUPLICATE_CERT_ID("good, good", site -> asking(site, 2)),

  // Issuers
  FOREIGN_ISSUER("error 6", site -> TestRequests.der(site.foreignCa(), site.foreign().serial())),
  OWN_AND_FOREIGN_ISSUER(
      "error 6", site -> asking(site).single(site.foreignCa(), site.foreign().serial()).der()),
  FOREIGN_AND_OWN_ISSUER(
      "error 6",
      site ->
          TestRequests.builder()
              .single(site.foreignCa(), site.foreign().serial())
              .single(site.ca(), site.good().serial())
              .der()),
  ISSUER_NAME_WITH_ANOTHER_KEY(
      "error 6", site -> TestRequests.der(site.ca().withNewKey(), site.good().serial())),
  ISSUER_KEY_WITH_ANOTHER_NAME(
      "error 6",
      site ->
          TestRequests.builder()
              .single(
                  TestCa.digest("SHA-1", "another name".getBytes(StandardCharsets.US_ASCII)),
                  TestCa.keyIdentifier(site.ca().keyPair().getPublic()),
                  site.good().serial())
              .der()),

  // Hashes of a CertID
  HASH_SHA_1("good", site -> hashedBy("SHA-1", site)),
  HASH_SHA_256("good", site -> hashedBy("SHA-256", site)),
  HASH_SHA_384("good", site -> hashedBy("SHA-384", site)),
  HASH_SHA_512("good", site -> hashedBy("SHA-512", site)),
  HASH_MD5("error 1", site -> hashedBy("MD5", site)),
  HASH_UNKNOWN("error 1", site -> RawRequest.withHash(site.ca(), "1.2.3.4", site.good().serial())),

  // Serial numbers
  SERIAL_OF_4_KB("unknown", site -> TestRequests.der(site.ca(), OddSerials.OF_4_KB)),
  SERIAL_OF_21_OCTETS("unknown", site -> TestRequests.der(site.ca(), OddSerials.OF_21_OCTETS)),
  SERIAL_NEGATIVE("unknown", site -> TestRequests.der(site.ca(), OddSerials.NEGATIVE)),
  SERIAL_ZERO("unknown", site -> TestRequests.der(site.ca(), OddSerials.ZERO)),
  SERIAL_EMPTY("error 1", site -> RawRequest.withSerial(site.ca(), new byte[0])),
  SERIAL_NOT_MINIMAL("error 1", site -> RawRequest.withSerial(site.ca(), new byte[] {0, 1})),
  SERIAL_NEGATIVE_NOT_MINIMAL(
      "error 1", site -> RawRequest.withSerial(site.ca(), new byte[] {-1, -1})),

  // The nonce
  NONCE_OF_0_OCTETS("error 1", site -> asking(site).nonce(new byte[0]).der()),
  NONCE_OF_128_OCTETS("good", site -> asking(site).nonce(new byte[128]).der()),
  NONCE_OF_129_OCTETS("error 1", site -> asking(site).nonce(new byte[129]).der()),
  NONCE_OF_1_MB("error 1", site -> asking(site).nonce(new byte[1_000_000]).der()),
  NONCE_WITH_EMPTY_VALUE("error 1", site -> asking(site).nonceExtension(new byte[0]).der()),
  NONCE_NOT_WRAPPED("good", site -> asking(site).nonceExtension(new byte[] {1, 2, 3}).der()),
  NONCE_TWICE("error 1", site -> asking(site).nonce(new byte[8]).nonce(new byte[8]).der()),

  // Other extensions
  EXTENSION_UNKNOWN("good", site -> asking(site).extension("1.2.3.4", false, nested(1)).der()),
  EXTENSION_UNKNOWN_AND_CRITICAL(
      "error 1", site -> asking(site).extension("1.2.3.4", true, nested(1)).der()),
  EXTENSION_OF_SINGLE_UNKNOWN_AND_CRITICAL(
      "error 1", site -> asking(site).singleExtension("1.2.3.4", true, nested(1)).der()),
  EXTENSION_NESTED_3000_DEEP(
      "good", site -> asking(site).extension("1.2.3.4", false, nested(3000)).der()),
  EXTENSIONS_EMPTY(
      "error 1",
      site -> RawRequest.withTail(site.ca(), site.good().serial(), explicit(2, sequence()))),
  ACCEPTABLE_RESPONSES_WITHOUT_BASIC(
      "good",
      site ->
          asking(site)
              .extension(
                  "1.3.6.1.5.5.7.48.1.4",
                  false,
                  sequence(Der.der(new ASN1ObjectIdentifier("1.2.3.4"))))
              .der()),

  // The requestor; a `basic` responder ignores who asks
  REQUESTOR_NAME_WITHOUT_SIGNATURE("good", site -> asking(site).requestorName("CN=me").der()),
  REQUESTOR_NAME_NESTED_3000_DEEP(
      "error 1",
      site ->
          RawRequest.withHead(
              site.ca(), site.good().serial(), explicit(1, explicit(4, nested(3000))))),
  SIGNATURE_BROKEN("good", site -> signed(site, site.good()).signatureBroken().der()),
  SIGNATURE_WITHOUT_NAME(
      "good", site -> asking(site).signedBy(site.good(), List.of(site.ca().certificate())).der()),
  SIGNATURE_WITHOUT_CERTIFICATES(
      "good", site -> named(site, site.good()).signedBy(site.good(), List.of()).der()),
  SIGNATURE_BY_MD5("good", site -> signed(site, rsa(site)).signatureAlgorithm("MD5withRSA").der()),
  SIGNATURE_BY_ANOTHER_ALGORITHM_THAN_IT_SAYS(
      "good", site -> signed(site, site.good()).claimedAlgorithm("SHA256withRSA").der()),
  SIGNER_EXPIRED(
      "good",
      site ->
          signed(
                  site,
                  site.ca()
                      .certificateFor("CN=expired")
                      .valid(TestCa.VALID_FROM, Instant.parse("2021-01-01T00:00:00Z"))
                      .issue())
              .der()),
  SIGNER_REVOKED("good", site -> signed(site, site.revoked()).der()),
  SIGNER_UNKNOWN("good", site -> signed(site, TestCa.ec("Nobody's CA").issue("CN=nobody")).der());

  private final String answer;
  private final Function<TestSite, byte[]> generator;

  HostileRequest(String answer, Function<TestSite, byte[]> generator) {
    this.answer = answer;
    this.generator = generator;
  }

  /** What a {@code basic} responder answers that has the site's CRL and allows the size. */
  public String answer() {
    return answer;
  }

  /** The request. */
  public byte[] der(TestSite site) {
    return generator.apply(site);
  }

  private static byte[] good(TestSite site) {
    return TestRequests.der(site.ca(), site.good().serial());
  }

  private static RequestBuilder asking(TestSite site) {
    return TestRequests.builder().single(site.ca(), site.good().serial());
  }

  private static byte[] asking(TestSite site, int times) {
    BigInteger[] serials = new BigInteger[times];
    Arrays.fill(serials, site.good().serial());
    return TestRequests.der(site.ca(), serials);
  }

  private static byte[] hashedBy(String hash, TestSite site) {
    return TestRequests.builder().hash(hash).single(site.ca(), site.good().serial()).der();
  }

  private static RequestBuilder named(TestSite site, TestCertificate requestor) {
    return asking(site).requestorName(requestor.certificate().getSubjectX500Principal().getName());
  }

  private static RequestBuilder signed(TestSite site, TestCertificate requestor) {
    return named(site, requestor).signedBy(requestor);
  }

  private static TestCertificate rsa(TestSite site) {
    return site.ca().certificateFor("CN=with an RSA key").key(KeyKind.RSA_2048).issue();
  }
}
