package io.camelocsp.testkit;

import java.math.BigInteger;

/** OCSP requests as clients send them. Thread-safe. */
public final class TestRequests {

  private TestRequests() {}

  /**
   * The DER of an unsigned request with one single request per serial number: SHA-1 CertIDs with
   * NULL parameters, no nonce, as most clients send it.
   */
  public static byte[] der(TestCa issuer, BigInteger... serials) {
    RequestBuilder builder = builder();
    for (BigInteger serial : serials) {
      builder.single(issuer, serial);
    }
    return builder.der();
  }

  /** Starts a request with every detail at hand. */
  public static RequestBuilder builder() {
    return new RequestBuilder();
  }
}
