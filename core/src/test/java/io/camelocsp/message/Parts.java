package io.camelocsp.message;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.der.Oid;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The parts of an OCSPRequest as octets, to be put together rightly or, by replacing one of them,
 * wrongly. {@link RequestDecoderTest} compares the whole with a foreign encoder's.
 */
final class Parts {
  static final String SHA1 = "1.3.14.3.2.26";
  static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
  static final byte[] NULL = {5, 0};
  static final byte[] TRUE = {1, 1, -1};
  static final byte[] NAME_HASH = filled(20, 0x11);
  static final byte[] KEY_HASH = filled(20, 0x22);
  static final BigInteger SERIAL = new BigInteger("123456789abcdef0123456789abcdef0", 16);

  private Parts() {}

  /** One element around these parts. */
  static byte[] tlv(int tag, byte[]... parts) {
    return DerWriter.tagged(tag, concat(parts));
  }

  static byte[] sequence(byte[]... parts) {
    return tlv(DerTag.SEQUENCE, parts);
  }

  static byte[] explicit(int number, byte[]... parts) {
    return tlv(DerTag.explicit(number), parts);
  }

  static byte[] octets(byte[] content) {
    return tlv(DerTag.OCTET_STRING, content);
  }

  static byte[] oid(String dotted) {
    return Oid.of(dotted).toDer();
  }

  static byte[] integer(BigInteger value) {
    return tlv(DerTag.INTEGER, value.toByteArray());
  }

  /** A good CertID. */
  static byte[] certId() {
    return certId(sequence(oid(SHA1), NULL), octets(NAME_HASH), octets(KEY_HASH), integer(SERIAL));
  }

  static byte[] certId(byte[]... fields) {
    return sequence(fields);
  }

  /** A request for one certificate; {@code after} are what follows the CertID. */
  static byte[] request(byte[] certId, byte[]... after) {
    return requestOfTbs(sequence(sequence(certId, concat(after))));
  }

  /** A request whose TBSRequest has these fields. */
  static byte[] requestOfTbs(byte[]... fields) {
    return sequence(sequence(fields));
  }

  /** A request for one certificate with these elements as its requestExtensions. */
  static byte[] requestWithExtensions(byte[]... extensions) {
    return requestOfTbs(sequence(sequence(certId())), explicit(2, sequence(extensions)));
  }

  /** A single request with these elements as its singleRequestExtensions. */
  static byte[] requestWithSingleExtensions(byte[]... extensions) {
    return request(certId(), explicit(0, sequence(extensions)));
  }

  static byte[] extension(String oid, byte[]... after) {
    return sequence(oid(oid), concat(after));
  }

  /** A good request of one certificate, without extensions. */
  static byte[] good() {
    return request(certId());
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] filled(int length, int octet) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) octet);
    return bytes;
  }

  /** As many SEQUENCEs around each other. */
  static byte[] nested(int depth) {
    byte[] element = new byte[0];
    for (int i = 0; i < depth; i++) {
      element = sequence(element);
    }
    return element;
  }
}
