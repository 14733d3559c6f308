package io.camelocsp.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/**
 * Large lists, written entry by entry: a million entries take about a second and no memory.
 *
 * <p>The entries are the same at each run and follow from their index alone: {@link #serial},
 * {@link #revokedAt} and {@link #reason} say what entry number {@code i} holds. Thread-safe.
 */
public final class TestCrls {

  private static final Instant FIRST_REVOCATION = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration BETWEEN_REVOCATIONS = Duration.ofMinutes(10);

  /** Revocation times repeat after this many entries, so they can be formatted beforehand. */
  private static final int TIMES = 4096;

  private static final int[] REASONS = {1, 3, 4, 5};
  private static final DateTimeFormatter UTC_TIME_FORMAT =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /** SEQUENCE { INTEGER of 20 octets, UTCTime }: content octets. */
  private static final int PLAIN_ENTRY = 22 + 15;

  /** As above, with { { reasonCode, OCTET STRING { ENUMERATED } } }. */
  private static final int ENTRY_WITH_REASON = PLAIN_ENTRY + 14;

  /** SEQUENCE { SEQUENCE { OID 2.5.29.21, OCTET STRING { ENUMERATED } } } up to the reason. */
  private static final byte[] REASON_EXTENSION = {
    0x30, 12, 0x30, 10, 0x06, 3, 0x55, 0x1d, 0x15, 0x04, 3, 0x0a, 1
  };

  private static final int SERIAL_OCTETS = 20;
  private static final int BUFFER = 1 << 16;
  private static final byte SEQUENCE = 0x30;
  private static final byte INTEGER = 0x02;
  private static final byte UTC_TIME = 0x17;

  private TestCrls() {}

  /**
   * Writes a list of this CA with {@code entries} entries, otherwise as {@link TestCa#crl()} makes
   * it.
   *
   * @return {@code file}
   */
  public static Path large(TestCa issuer, int entries, Path file) throws IOException {
    return large(issuer.crl(), entries, file);
  }

  /**
   * Writes a list with {@code entries} generated entries, followed by those that {@code list}
   * already has; everything else is as {@code list} says.
   *
   * @return {@code file}
   */
  public static Path large(CrlBuilder list, int entries, Path file) throws IOException {
    ContentSigner signer = list.signer();
    AlgorithmIdentifier algorithm = signer.getAlgorithmIdentifier();
    LargeTbs tbs = LargeTbs.of(list, algorithm, entries);
    // The outer length covers the signature, whose length is known only when everything has been
    // signed: so the content is generated twice, for the signer and for the file.
    try (OutputStream out = new BufferedOutputStream(signer.getOutputStream(), BUFFER)) {
      tbs.writeTo(out);
    }
    byte[] algorithmOctets = Der.der(algorithm);
    byte[] signature = Der.der(new DERBitString(signer.getSignature()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      out.write(Der.sequenceHeader(tbs.length() + algorithmOctets.length + signature.length));
      tbs.writeTo(out);
      out.write(algorithmOctets);
      out.write(signature);
    }
    return file;
  }

  /** The serial number of generated entry {@code index}: 20 octets, positive, never repeated. */
  public static BigInteger serial(int index) {
    return new BigInteger(putSerial(ByteBuffer.allocate(SERIAL_OCTETS), index).array());
  }

  /** When generated entry {@code index} was revoked. */
  public static Instant revokedAt(int index) {
    return FIRST_REVOCATION.plus(BETWEEN_REVOCATIONS.multipliedBy(index % TIMES));
  }

  /** The reason code of generated entry {@code index}: none if it is odd, or in a v1 list. */
  public static OptionalInt reason(int index) {
    return index % 2 == 0
        ? OptionalInt.of(REASONS[index / 2 % REASONS.length])
        : OptionalInt.empty();
  }

  static long length(int entries, boolean withReasons) {
    long plain = 2 + PLAIN_ENTRY;
    long surplus = withReasons ? ENTRY_WITH_REASON - PLAIN_ENTRY : 0;
    return entries * plain + (entries + 1L) / 2 * surplus;
  }

  static void write(OutputStream out, int entries, boolean withReasons) throws IOException {
    byte[][] times = times();
    ByteBuffer entry = ByteBuffer.allocate(2 + ENTRY_WITH_REASON);
    for (int i = 0; i < entries; i++) {
      boolean withReason = withReasons && i % 2 == 0;
      entry.clear();
      entry.put(SEQUENCE).put((byte) (withReason ? ENTRY_WITH_REASON : PLAIN_ENTRY));
      entry.put(INTEGER).put((byte) SERIAL_OCTETS);
      putSerial(entry, i);
      entry.put(UTC_TIME).put((byte) times[0].length).put(times[i % TIMES]);
      if (withReason) {
        entry.put(REASON_EXTENSION).put((byte) REASONS[i / 2 % REASONS.length]);
      }
      out.write(entry.array(), 0, entry.position());
    }
  }

  /** Three mixes of the index; the middle one alone is different for each index. */
  private static ByteBuffer putSerial(ByteBuffer into, int index) {
    long mixed = mix(index);
    int first = (int) mix(mixed + 1);
    into.putInt((first & 0x3fffffff) | 0x40000000);
    return into.putLong(mixed).putLong(mix(mixed + 2));
  }

  /** The finalizer of SplitMix64: one to one, and scattering. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static byte[][] times() {
    byte[][] times = new byte[TIMES][];
    for (int i = 0; i < TIMES; i++) {
      times[i] = UTC_TIME_FORMAT.format(revokedAt(i)).getBytes(StandardCharsets.US_ASCII);
    }
    return times;
  }
}
