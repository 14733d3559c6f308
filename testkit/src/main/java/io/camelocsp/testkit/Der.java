package io.camelocsp.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.util.BigIntegers;

/** DER and extensions without checked exceptions: a test that cannot encode is broken anyway. */
final class Der {

  private static final byte SEQUENCE = 0x30;

  private Der() {}

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be encoded as DER", e);
    }
  }

  static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    return extension(oid, critical, der(value));
  }

  static Extension extension(ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
    return new Extension(oid, critical, value);
  }

  /** The encodings of these values, one after the other. */
  static byte[] concatenation(ASN1EncodableVector values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < values.size(); i++) {
      all.writeBytes(der(values.get(i)));
    }
    return all.toByteArray();
  }

  /** The identifier and length octets of a SEQUENCE with {@code contentLength} octets. */
  static byte[] sequenceHeader(long contentLength) {
    if (contentLength < 0x80) {
      return new byte[] {SEQUENCE, (byte) contentLength};
    }
    byte[] length = BigIntegers.asUnsignedByteArray(BigInteger.valueOf(contentLength));
    return ByteBuffer.allocate(2 + length.length)
        .put(SEQUENCE)
        .put((byte) (0x80 | length.length))
        .put(length)
        .array();
  }
}
