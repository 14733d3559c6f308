package io.camelocsp.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** An OCSPRequest put together octet by octet, where no encoder would write what is wanted. */
final class RawRequest {
  private static final int INTEGER = 2;
  private static final int OCTET_STRING = 4;
  private static final int SEQUENCE = 0x30;
  private static final byte[] NULL = {5, 0};
  private static final String SHA1 = "1.3.14.3.2.26";

  private RawRequest() {}

  /** One element around these parts. */
  static byte[] tlv(int tag, byte[]... parts) {
    byte[] content = concat(parts);
    byte[] header = Der.sequenceHeader(content.length);
    header[0] = (byte) tag;
    return concat(header, content);
  }

  static byte[] sequence(byte[]... parts) {
    return tlv(SEQUENCE, parts);
  }

  static byte[] explicit(int number, byte[]... parts) {
    return tlv(0xA0 | number, parts);
  }

  /** A request for one certificate of this CA whose serial number has these content octets. */
  static byte[] withSerial(TestCa issuer, byte[] octets) {
    return sequence(sequence(sequence(sequence(certId(issuer, SHA1, octets)))));
  }

  /** A request for one certificate of this CA that says its hashes are made by this algorithm. */
  static byte[] withHash(TestCa issuer, String oid, BigInteger serial) {
    return sequence(sequence(sequence(sequence(certId(issuer, oid, serial.toByteArray())))));
  }

  /** A request for one certificate of this CA, and these elements after the requestList. */
  static byte[] withTail(TestCa issuer, BigInteger serial, byte[]... after) {
    byte[] list = sequence(sequence(certId(issuer, SHA1, serial.toByteArray())));
    return sequence(sequence(list, concat(after)));
  }

  /** A request for one certificate of this CA, and this element in front of the requestList. */
  static byte[] withHead(TestCa issuer, BigInteger serial, byte[] before) {
    byte[] list = sequence(sequence(certId(issuer, SHA1, serial.toByteArray())));
    return sequence(sequence(before, list));
  }

  private static byte[] certId(TestCa issuer, String hashOid, byte[] serial) {
    byte[] name = issuer.certificate().getSubjectX500Principal().getEncoded();
    return sequence(
        sequence(Der.der(new ASN1ObjectIdentifier(hashOid)), NULL),
        tlv(OCTET_STRING, TestCa.digest("SHA-1", name)),
        tlv(OCTET_STRING, TestCa.keyIdentifier(issuer.keyPair().getPublic())),
        tlv(INTEGER, serial));
  }

  /** An element's content in a form without a length, closed by two zero octets (X.690 8.1.3.6). */
  static byte[] indefinite(byte[] element) {
    return concat(new byte[] {element[0], (byte) 0x80}, content(element), new byte[2]);
  }

  /** An element whose length takes four octets, whatever it is. */
  static byte[] longLength(byte[] element) {
    byte[] content = content(element);
    byte[] length = BigInteger.valueOf(content.length | 1L << 32).toByteArray();
    byte[] four = Arrays.copyOfRange(length, length.length - 4, length.length);
    return concat(new byte[] {element[0], (byte) 0x84}, four, content);
  }

  private static byte[] content(byte[] element) {
    int header = element[1] >= 0 ? 2 : 2 + (element[1] & 0x7F);
    return Arrays.copyOfRange(element, header, element.length);
  }

  /** As many SEQUENCEs around each other. */
  static byte[] nested(int depth) {
    byte[] element = new byte[0];
    for (int i = 0; i < depth; i++) {
      element = sequence(element);
    }
    return element;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
