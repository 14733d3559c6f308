package io.camelocsp.revocation;

import io.camelocsp.revocation.ListRefusedException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Turns a file that holds one list, in DER or PEM (RFC 7468), into DER, in a stream: memory does
 * not depend on its size.
 *
 * <p>Text around the PEM is skipped, up to 64 KiB before it, as {@code openssl crl -text} writes
 * it; a second list in the same file is refused, because one of them would be lost silently.
 */
final class ListEncoding {
  static final String BEGIN = "-----BEGIN X509 CRL-----";
  static final String END = "-----END X509 CRL-----";
  static final int MAX_TEXT_BEFORE = 0x10000;

  /** Outer tag of a list in DER. */
  static final int SEQUENCE = 0x30;

  private static final int BLOCK = 0x8000;
  private static final String REMEDY = "drop one CRL in DER or PEM";

  private ListEncoding() {}

  /** Which encoding a list came in. */
  enum Form {
    DER,
    PEM
  }

  /**
   * Copies the list in {@code file} to {@code out} as DER. That it is a list is checked later: here
   * only what cannot be one is refused.
   */
  static void copyDer(InputStream file, OutputStream out) throws IOException, ListRefusedException {
    BufferedInputStream in = new BufferedInputStream(file, 2 * BLOCK);
    in.mark(1);
    int first = in.read();
    in.reset();
    if (first == SEQUENCE) {
      byte[] block = new byte[8 * BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        out.write(block, 0, read);
      }
      return;
    }
    skipToBody(in, first);
    decodeBody(in, out);
    if (contains(in, BEGIN, Long.MAX_VALUE)) {
      throw new ListRefusedException(
          Reason.MALFORMED, "the file holds more than one list", "drop each list as its own file");
    }
  }

  private static void skipToBody(InputStream in, int first)
      throws IOException, ListRefusedException {
    if (first < 0) {
      throw new ListRefusedException(Reason.TRUNCATED, "the file is empty", REMEDY);
    }
    if (!contains(in, BEGIN, MAX_TEXT_BEFORE)) {
      throw new ListRefusedException(
          Reason.NOT_A_LIST,
          first == 0x1F
              ? "the file is compressed"
              : "the file is neither DER nor PEM with a line '" + BEGIN + "'",
          REMEDY);
    }
  }

  /** Reads on until the marker has been read, at most {@code limit} octets; whether it came. */
  private static boolean contains(InputStream in, String marker, long limit) throws IOException {
    // A dash that does not continue the marker can only begin it anew: it has no inner border
    // beyond its leading dashes.
    byte[] wanted = marker.getBytes(StandardCharsets.US_ASCII);
    int matched = 0;
    for (long i = 0; i < limit; i++) {
      int octet = in.read();
      if (octet < 0) {
        return false;
      }
      if (octet == wanted[matched]) {
        matched++;
      } else if (octet != '-') {
        matched = 0;
      } else if (matched != 5) {
        matched = 1;
      }
      if (matched == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static void decodeBody(InputStream in, OutputStream out)
      throws IOException, ListRefusedException {
    byte[] block = new byte[BLOCK];
    int length = 0;
    int octet = in.read();
    for (; octet >= 0 && octet != '-'; octet = in.read()) {
      if (octet == '\n' || octet == '\r' || octet == ' ' || octet == '\t') {
        continue;
      }
      if (length == BLOCK) {
        out.write(decode(block, length));
        if (block[BLOCK - 1] == '=') {
          throw malformed();
        }
        length = 0;
      }
      block[length++] = (byte) octet;
    }
    String rest = octet < 0 ? "" : "-" + readMarker(in);
    if (END.startsWith(rest) && !rest.equals(END)) {
      throw new ListRefusedException(
          Reason.TRUNCATED,
          "the file is cut off: it has no line '" + END + "'",
          "drop the whole file again; write it under another name and rename it when complete");
    }
    out.write(decode(block, length));
    if (!rest.equals(END)) {
      throw malformed();
    }
  }

  private static String readMarker(InputStream in) throws IOException {
    return new String(in.readNBytes(END.length() - 1), StandardCharsets.ISO_8859_1);
  }

  private static byte[] decode(byte[] block, int length) throws ListRefusedException {
    try {
      return Base64.getDecoder().decode(Arrays.copyOf(block, length));
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static ListRefusedException malformed() {
    return new ListRefusedException(Reason.MALFORMED, "the PEM is malformed", REMEDY);
  }
}
