package io.camelocsp.bench;

/**
 * The body that the references answer with: as long as an OCSP answer with its signer's
 * certificate, and beginning like a successful one, so that the load treats it as it treats one.
 */
final class ConstantAnswer {
  static final int LENGTH = 1_500;

  static final String CONTENT_TYPE = "application/ocsp-response";

  private ConstantAnswer() {}

  static byte[] body() {
    byte[] body = new byte[LENGTH];
    body[0] = 0x30;
    body[1] = (byte) 0x82;
    body[2] = (byte) ((LENGTH - 4) >> 8);
    body[3] = (byte) (LENGTH - 4);
    body[4] = 0x0A;
    body[5] = 1;
    return body;
  }
}
