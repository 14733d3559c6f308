package io.camelocsp.issuance;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.message.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Encodes entries of an issuance list: SEQUENCE { userCertificate INTEGER, revocationDate Time,
 * crlEntryExtensions OPTIONAL } (RFC 5280 5.1.2.6). Not thread-safe.
 */
final class ListEntryDer {
  /** RFC 5280 5.1.2.4: UTCTime through the year 2049, GeneralizedTime from 2050 on. */
  private static final Instant FIRST_GENERALIZED = Instant.parse("2050-01-01T00:00:00Z");

  private static final Instant FIRST_UTC_TIME = Instant.parse("1950-01-01T00:00:00Z");

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /** crlEntryExtensions with reasonCode removeFromCRL(8), not critical (RFC 5280 5.3.1). */
  private static final byte[] REMOVED = {
    0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01, 0x08
  };

  private static final byte[] NOTHING = {};

  private Instant last = Instant.MIN;
  private byte[] lastDer = NOTHING;

  /** An entry that says that a certificate was issued. */
  byte[] issued(SerialNumber serial, Instant at) {
    return entry(serial, at, NOTHING);
  }

  /** An entry of a delta that takes back what its base says. */
  byte[] removed(SerialNumber serial, Instant at) {
    return entry(serial, at, REMOVED);
  }

  private byte[] entry(SerialNumber serial, Instant at, byte[] extensions) {
    byte[] octets = serial.toOctets();
    if (!at.equals(last)) {
      lastDer = time(at); // many entries of a source have the same time
      last = at;
    }
    int content = DerWriter.sizeOf(octets.length) + lastDer.length + extensions.length;
    return new DerWriter(DerWriter.sizeOf(content))
        .header(DerTag.SEQUENCE, content)
        .element(DerTag.INTEGER, octets)
        .raw(lastDer)
        .raw(extensions)
        .toByteArray();
  }

  /** Time of RFC 5280 4.1.2.5, in whole seconds. */
  static byte[] time(Instant time) {
    if (time.isBefore(FIRST_UTC_TIME) || !time.isBefore(FIRST_GENERALIZED)) {
      return new DerWriter(DerWriter.GENERALIZED_TIME_SIZE).generalizedTime(time).toByteArray();
    }
    byte[] text = UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII);
    return DerWriter.tagged(DerTag.UTC_TIME, text);
  }
}
