package io.camelocsp.revocation;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.testkit.TestCa;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A list put together field by field, so that each can be wrong by itself; the signature is always
 * right. Field by field means DER as hexadecimal or octets, empty for absent.
 */
final class RawList {
  static final String ECDSA_SHA256 = "300A06082A8648CE3D040302";
  static final Instant THIS_UPDATE = Instant.parse("2026-11-20T10:00:00Z");
  static final Instant NEXT_UPDATE = Instant.parse("2026-11-21T10:00:00Z");

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final TestCa ca;
  byte[] version = integer(BigInteger.ONE);
  byte[] innerAlgorithm = hex(ECDSA_SHA256);
  byte[] outerAlgorithm = hex(ECDSA_SHA256);
  byte[] issuer;
  byte[] thisUpdate = utcTime(THIS_UPDATE);
  byte[] nextUpdate = utcTime(NEXT_UPDATE);
  final List<byte[]> entries = new ArrayList<>();
  boolean emptyEntries;
  final List<byte[]> extensions = new ArrayList<>();
  boolean emptyExtensions;
  byte[] afterExtensions = {};
  byte[] afterSignature = {};

  RawList(TestCa ca) {
    this.ca = ca;
    this.issuer = ca.certificate().getSubjectX500Principal().getEncoded();
    extensions.add(extension("551D14", integer(BigInteger.valueOf(7))));
  }

  byte[] der() {
    byte[] tbs = tbs();
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(ca.key());
      signer.update(tbs);
      byte[] bits = join(new byte[1], signer.sign());
      return join(
          sequence(tbs, outerAlgorithm, DerWriter.tagged(DerTag.BIT_STRING, bits), afterSignature));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] tbs() {
    byte[] revoked =
        entries.isEmpty() && !emptyEntries ? new byte[0] : sequence(entries.toArray(byte[][]::new));
    byte[] wrapped =
        extensions.isEmpty() && !emptyExtensions
            ? new byte[0]
            : DerWriter.tagged(DerTag.explicit(0), sequence(extensions.toArray(byte[][]::new)));
    return sequence(
        version, innerAlgorithm, issuer, thisUpdate, nextUpdate, revoked, wrapped, afterExtensions);
  }

  static byte[] entry(BigInteger serial, byte[]... entryExtensions) {
    return sequence(
        integer(serial),
        utcTime(Instant.parse("2026-11-01T00:00:00Z")),
        entryExtensions.length == 0 ? new byte[0] : sequence(entryExtensions));
  }

  /** An extension that is not critical; the OID's content in hexadecimal. */
  static byte[] extension(String oid, byte[] value) {
    return sequence(
        DerWriter.tagged(DerTag.OID, hex(oid)), DerWriter.tagged(DerTag.OCTET_STRING, value));
  }

  static byte[] critical(String oid, byte[] value) {
    return sequence(
        DerWriter.tagged(DerTag.OID, hex(oid)),
        hex("0101FF"),
        DerWriter.tagged(DerTag.OCTET_STRING, value));
  }

  static byte[] sequence(byte[]... parts) {
    return DerWriter.tagged(DerTag.SEQUENCE, join(parts));
  }

  static byte[] integer(BigInteger value) {
    return DerWriter.tagged(DerTag.INTEGER, value.toByteArray());
  }

  static byte[] utcTime(Instant time) {
    return DerWriter.tagged(
        DerTag.UTC_TIME, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
