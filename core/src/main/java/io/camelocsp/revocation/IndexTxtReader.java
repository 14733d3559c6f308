package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IndexTxt.Line;
import io.camelocsp.revocation.ListRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of {@code index.txt}, as OpenSSL's {@code apps/ca.c} and {@code TXT_DB} write
 * them: six fields between tabs. Status V, R or E; expiry; revocation, empty unless R: {@code
 * time[,reason[,value]]}; serial number in hexadecimal; file name; subject. Lines that begin with
 * {@code #} are comments.
 */
final class IndexTxtReader {
  /** About a million certificates; a CA with more has a CRL. */
  private static final int MAX_OCTETS = 256 << 20;

  private static final int FIELDS = 6;
  private static final int MAX_SERIAL_DIGITS = 128;
  private static final Pattern OID = Pattern.compile("[0-2](\\.[0-9]+)+");

  private static final Map<String, RevocationReason> REASONS = new HashMap<>();

  static {
    for (RevocationReason reason : RevocationReason.values()) {
      // In a database of what is revoked, "removed from the list" has no meaning.
      if (reason != RevocationReason.REMOVE_FROM_CRL) {
        REASONS.put(reason.label().toLowerCase(Locale.ROOT), reason);
      }
    }
    REASONS.put("holdinstruction", RevocationReason.CERTIFICATE_HOLD);
    REASONS.put("keytime", RevocationReason.KEY_COMPROMISE);
    REASONS.put("cakeytime", RevocationReason.CA_COMPROMISE);
  }

  private IndexTxtReader() {}

  static Map<SerialNumber, Line> read(Path file) throws IOException, ListRefusedException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(MAX_OCTETS + 1);
    }
    if (octets.length > MAX_OCTETS) {
      throw new ListRefusedException(
          Reason.TOO_LARGE,
          "the file has more than " + MAX_OCTETS + " octets",
          "use the CA's CRL instead");
    }
    if (octets.length > 0 && octets[octets.length - 1] != '\n') {
      throw new ListRefusedException(
          Reason.TRUNCATED,
          "the last line has no end: the file is being written, or was cut off",
          "nothing, if it is being written: it is read again; else restore it");
    }
    Map<SerialNumber, Line> lines = new HashMap<>();
    int number = 1;
    int start = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        // Subjects may be in any encoding; nothing of them is used.
        String line = new String(octets, start, i - start, StandardCharsets.ISO_8859_1);
        readLine(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, number, lines);
        start = i + 1;
        number++;
      }
    }
    return Map.copyOf(lines);
  }

  private static void readLine(String line, int number, Map<SerialNumber, Line> lines)
      throws ListRefusedException {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw bad(number, "it has %d fields between tabs, not 6".formatted(fields.length));
    }
    time(fields[1], number, "expiry");
    Line read =
        switch (fields[0]) {
          case "V", "E" -> {
            if (!fields[2].isEmpty()) {
              throw bad(number, "a certificate that is not revoked has a revocation");
            }
            yield Line.NOT_REVOKED;
          }
          case "R" -> new Line(revocation(fields[2], number));
          default -> throw bad(number, "the status is none of V, R and E");
        };
    if (lines.put(serial(fields[3], number), read) != null) {
      throw bad(number, "the serial number " + fields[3] + " occurs a second time");
    }
  }

  private static SerialNumber serial(String hex, int number) throws ListRefusedException {
    try {
      if (!hex.isEmpty() && hex.length() <= MAX_SERIAL_DIGITS) {
        return SerialNumber.ofHex(hex);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw bad(number, "the serial number is not hexadecimal");
  }

  private static ListEntry revocation(String field, int number) throws ListRefusedException {
    String[] parts = field.split(",", 3);
    Instant revoked = time(parts[0], number, "revocation");
    String word = parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "unspecified";
    RevocationReason reason = REASONS.get(word);
    if (reason == null) {
      throw bad(number, "the reason is not one of OpenSSL's");
    }
    String value = parts.length > 2 ? parts[2] : null;
    return new ListEntry(revoked, reason, invalidityDate(word, value, number));
  }

  private static @Nullable Instant invalidityDate(String word, @Nullable String value, int number)
      throws ListRefusedException {
    switch (word) {
      case "keytime", "cakeytime" -> {
        if (value == null) {
          throw bad(number, "the time of the compromise is missing");
        }
        return time(value, number, "compromise");
      }
      case "holdinstruction" -> {
        // By name (holdInstructionReject) or as an OID: it is for those who see the certificate.
        if (value == null
            || !(value.startsWith("holdInstruction") || OID.matcher(value).matches())) {
          throw bad(number, "the hold instruction is missing or unknown");
        }
        return null;
      }
      default -> {
        if (value != null) {
          throw bad(number, "this reason takes no value");
        }
        return null;
      }
    }
  }

  /** UTCTime or GeneralizedTime as text, told apart by their length as OpenSSL does. */
  private static Instant time(String text, int number, String which) throws ListRefusedException {
    int tag = text.length() > 13 ? DerTag.GENERALIZED_TIME : DerTag.UTC_TIME;
    byte[] der = DerWriter.tagged(tag, text.getBytes(StandardCharsets.ISO_8859_1));
    try {
      return Instant.ofEpochSecond(new DerBuffer(ByteBuffer.wrap(der)).epochSecond(0, der.length));
    } catch (DerException e) {
      throw bad(number, "the time of " + which + " is not YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ");
    }
  }

  private static ListRefusedException bad(int number, String what) {
    return new ListRefusedException(
        Reason.MALFORMED,
        "line " + number + ": " + what,
        "correct the line, or restore the file from before it was edited");
  }
}
