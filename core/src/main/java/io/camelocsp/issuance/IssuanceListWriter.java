package io.camelocsp.issuance;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.der.Oid;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListSegment;
import io.camelocsp.signing.SignatureAlgorithm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes an issuance list (docs/issuance-lists.md) and signs it, in streams: entries go to a
 * temporary file beside the list first, because DER says lengths before contents, and from there
 * through the signature into the list. Memory does not depend on how many there are.
 *
 * <p>The list appears under its name whole, on the disk, or not at all. One writer writes one list;
 * not thread-safe.
 */
public final class IssuanceListWriter {
  /** Offsets into lists are ints everywhere; the head and the signature need a little of it. */
  private static final long MAX_ENTRY_OCTETS = Integer.MAX_VALUE - 0x20000L;

  /** EdDSA signs the message itself: readers and signers keep all of it in memory. */
  private static final long MAX_EDDSA_OCTETS = 64 << 20;

  private static final int BLOCK = 0x10000;
  private static final byte[] VERSION_2 = {0x02, 0x01, 0x01};
  private static final byte[] AUTHORITY_KEY_IDENTIFIER = Oid.of("2.5.29.35").toDer();
  private static final byte[] CRL_NUMBER = Oid.of("2.5.29.20").toDer();
  private static final byte[] DELTA_CRL_INDICATOR = Oid.of("2.5.29.27").toDer();
  private static final byte[] CRITICAL = {0x01, 0x01, (byte) 0xFF};
  private static final byte[] NOT_CRITICAL = {};

  private final ListTerms terms;
  private final ListKey key;

  /**
   * @param terms what the list says beside its entries
   * @param key signs it, and names its issuer
   */
  public IssuanceListWriter(ListTerms terms, ListKey key) {
    this.terms = terms;
    this.key = key;
  }

  /** Where entries are put, one after the other, each serial number once. */
  public interface Entries {
    /** The certificate was issued, or activated, at this time. */
    void issued(SerialNumber serial, Instant at) throws IOException;

    /** Only in a delta: what its base says of the certificate does not hold any more. */
    void removed(SerialNumber serial, Instant at) throws IOException;
  }

  /** What puts entries into a list. */
  @FunctionalInterface
  public interface Content {
    /** Puts all of them. */
    void writeTo(Entries entries) throws IOException, BadSourceException;
  }

  /**
   * Writes the list.
   *
   * @param out its file; one that exists is replaced
   * @return how many octets it has
   * @throws BadSourceException if {@code content} throws it, or makes a list that nobody could read
   *     or verify
   * @throws IOException if it cannot be written, or not be signed; then nothing is left behind
   */
  public long write(Path out, Content content) throws IOException, BadSourceException {
    Path absolute = out.toAbsolutePath();
    String mark = "." + absolute.getFileName() + "-" + UUID.randomUUID();
    Path entries = absolute.resolveSibling(mark + ".entries.tmp");
    Path list = absolute.resolveSibling(mark + ".tmp");
    try {
      long octets = spill(entries, content);
      write(list, entries, octets);
      Files.move(
          list, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Files.size(absolute);
    } finally {
      Files.deleteIfExists(entries);
      Files.deleteIfExists(list);
    }
  }

  private long spill(Path file, Content content) throws IOException, BadSourceException {
    try (OutputStream out = new BufferedOutputStream(create(file), BLOCK)) {
      Spilling entries = new Spilling(out, terms.base().isPresent());
      content.writeTo(entries);
      return entries.octets;
    } catch (TooManyException e) {
      throw new BadSourceException(
          "the list would be larger than 2 GiB", "cut it into segments of a million entries");
    }
  }

  /** Carries the news through a {@link Content} that knows nothing of it. */
  private static final class TooManyException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Spilling implements Entries {
    private final ListEntryDer der = new ListEntryDer();
    private final OutputStream out;
    private final boolean delta;
    private long octets;

    Spilling(OutputStream out, boolean delta) {
      this.out = out;
      this.delta = delta;
    }

    @Override
    public void issued(SerialNumber serial, Instant at) throws IOException {
      put(der.issued(serial, at));
    }

    @Override
    public void removed(SerialNumber serial, Instant at) throws IOException {
      if (!delta) {
        // RFC 5280 5.3.1: removeFromCRL is for deltas only.
        throw new IllegalStateException("only a delta takes something back");
      }
      put(der.removed(serial, at));
    }

    private void put(byte[] entry) throws IOException {
      octets += entry.length;
      if (octets > MAX_ENTRY_OCTETS) {
        throw new TooManyException();
      }
      out.write(entry);
    }
  }

  private void write(Path file, Path entries, long octets) throws IOException, BadSourceException {
    byte[] head = head();
    byte[] listed = octets == 0 ? new byte[0] : header((int) octets);
    byte[] tail = tail();
    byte[] algorithm = key.algorithm().der();
    long tbs = head.length + listed.length + octets + tail.length;
    if (key.algorithm() == SignatureAlgorithm.ED25519 && tbs > MAX_EDDSA_OCTETS) {
      throw new BadSourceException(
          "a list of %,d octets cannot be signed with Ed25519: whoever verifies it keeps all of it"
                  .formatted(tbs)
              + " in memory",
          "cut it into segments of a million entries, or sign lists with an RSA or EC key");
    }
    byte[] tbsHeader = header((int) tbs);
    byte[] signature = sign(entries, tbsHeader, head, listed, tail);
    int bits = DerWriter.sizeOf(signature.length + 1);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BLOCK);
      out.write(header((int) (tbsHeader.length + tbs + algorithm.length + bits)));
      out.write(tbsHeader);
      out.write(head);
      out.write(listed);
      Files.copy(entries, out);
      out.write(tail);
      out.write(algorithm);
      out.write(new DerWriter(bits).bitString(signature).toByteArray());
      out.flush();
      channel.force(true);
    }
  }

  private byte[] sign(Path entries, byte[] tbsHeader, byte[] head, byte[] listed, byte[] tail)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(entries), BLOCK)) {
      Signature signature = key.signature();
      signature.update(tbsHeader);
      signature.update(head);
      signature.update(listed);
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        signature.update(block, 0, read);
      }
      signature.update(tail);
      return signature.sign();
    } catch (SignatureException e) {
      throw new IOException("the list cannot be signed: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK cannot sign with the key: " + e.getMessage(), e);
    }
  }

  /** What stands before revokedCertificates. */
  private byte[] head() {
    return joined(
        VERSION_2,
        key.algorithm().der(),
        key.certificate().getSubjectX500Principal().getEncoded(),
        ListEntryDer.time(terms.thisUpdate()),
        ListEntryDer.time(terms.nextUpdate()));
  }

  /** crlExtensions. */
  private byte[] tail() {
    byte[] delta =
        terms
            .base()
            .map(base -> extension(DELTA_CRL_INDICATOR, CRITICAL, integer(base)))
            .orElseGet(() -> new byte[0]);
    byte[] keyIdentifier =
        DerWriter.tagged(
            DerTag.SEQUENCE,
            DerWriter.tagged(DerTag.implicit(0), KeyIdentifiers.ofKey(key.certificate())));
    byte[] extensions =
        joined(
            extension(AUTHORITY_KEY_IDENTIFIER, NOT_CRITICAL, keyIdentifier),
            extension(CRL_NUMBER, NOT_CRITICAL, integer(terms.number())),
            delta,
            extension(terms.extension().toDer(), CRITICAL, segment(terms.segment())));
    return DerWriter.tagged(DerTag.explicit(0), DerWriter.tagged(DerTag.SEQUENCE, extensions));
  }

  private static byte[] segment(ListSegment segment) {
    return DerWriter.tagged(
        DerTag.SEQUENCE,
        joined(
            integer(BigInteger.valueOf(segment.version())),
            integer(BigInteger.valueOf(segment.number())),
            DerWriter.tagged(DerTag.BOOLEAN, new byte[] {(byte) (segment.full() ? 0xFF : 0)})));
  }

  private static byte[] integer(BigInteger value) {
    return DerWriter.tagged(DerTag.INTEGER, value.toByteArray());
  }

  private static byte[] extension(byte[] oid, byte[] critical, byte[] value) {
    return DerWriter.tagged(
        DerTag.SEQUENCE, joined(oid, critical, DerWriter.tagged(DerTag.OCTET_STRING, value)));
  }

  /** Tag and length of a SEQUENCE with so many octets of content. */
  private static byte[] header(int contentLength) {
    return new DerWriter(DerWriter.sizeOf(contentLength) - contentLength)
        .header(DerTag.SEQUENCE, contentLength)
        .toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static OutputStream create(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
