package io.camelocsp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a line: {@code {"n":7,"time":"…","kind":"…",…,"hash":"…"}}, ASCII only. The hash is
 * SHA-256, in lower-case hexadecimal, over the hash of the entry before (its 64 characters) and the
 * line up to {@code ,"hash":}; so it can be checked with nothing but a shell and sha256sum. What is
 * hashed are the octets as they stand: no canonical form has to be agreed upon.
 */
final class AuditLine {
  /** What the first entry of all goes on from. */
  static final String NOTHING = "0".repeat(64);

  /** No line of ours comes near it. */
  static final int MOST_OCTETS = 64 << 10;

  private static final String HASH = ",\"hash\":\"";
  private static final String SIGNATURE = ",\"signature\":\"";
  private static final Pattern WHOLE = Pattern.compile(HASH + "([0-9a-f]{64})\"\\}");
  private static final Pattern HASH_UNFINISHED = Pattern.compile("[0-9a-f]{0,64}|[0-9a-f]{64}\"");
  private static final String START = "{\"n\":";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private AuditLine() {}

  /** A whole line in its parts. */
  record Parts(String open, String hash) {
    /** What a checkpoint's signature is over, after the hash before; null if it has none. */
    @Nullable String signed() {
      int at = open.lastIndexOf(SIGNATURE);
      return at < 0 ? null : open.substring(0, at);
    }
  }

  /** The line without its hash and end. */
  static String open(long number, Instant time, AuditEvent event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("n", number);
      json.writeStringField("time", time.toString());
      json.writeStringField("kind", event.kind().label());
      for (Map.Entry<String, Object> each : event.details().entrySet()) {
        if (each.getValue() instanceof Long value) {
          json.writeNumberField(each.getKey(), value);
        } else {
          json.writeStringField(each.getKey(), each.getValue().toString());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be written", e);
    }
    return text.toString();
  }

  static String signed(String open, String base64) {
    return open + SIGNATURE + base64 + "\"";
  }

  static String close(String open, String hash) {
    return open + HASH + hash + "\"}\n";
  }

  static String hash(String previous, String open) {
    MessageDigest digest = sha256();
    digest.update(previous.getBytes(StandardCharsets.US_ASCII));
    digest.update(open.getBytes(StandardCharsets.ISO_8859_1));
    return HexFormat.of().formatHex(digest.digest());
  }

  static String hash(byte[] octets) {
    return HexFormat.of().formatHex(sha256().digest(octets));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The parts of a line that has its end; null if it has not. */
  static @Nullable Parts parts(String line) {
    int at = line.length() - HASH.length() - 64 - 2;
    if (at < 0 || !WHOLE.matcher(line.substring(at)).matches()) {
      return null;
    }
    return new Parts(line.substring(0, at), line.substring(at + HASH.length(), line.length() - 2));
  }

  /**
   * Whether a write that broke off can have left this: the beginning of a line, and nothing that
   * has an end. A file system that lost power may add zeros.
   */
  static boolean mayBeUnfinished(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\0') {
      end--;
    }
    String text = line.substring(0, end);
    boolean begins = text.startsWith(START) || START.startsWith(text);
    if (!begins || text.chars().anyMatch(each -> each < ' ' || each > '~')) {
      return false;
    }
    Matcher whole = WHOLE.matcher(text);
    if (whole.find()) {
      return false;
    }
    int hash = text.lastIndexOf(HASH);
    if (hash >= 0) {
      return HASH_UNFINISHED.matcher(text.substring(hash + HASH.length())).matches();
    }
    return !text.endsWith("\"}") || text.endsWith("\\\"}");
  }

  /**
   * Reads what a whole line says.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static AuditEntry entry(String line, String hash) {
    Map<String, Object> members = members(line);
    Object number = members.remove("n");
    Object time = members.remove("time");
    Object kind = members.remove("kind");
    members.remove("hash");
    if (!(number instanceof Long n) || !(time instanceof String at) || kind == null) {
      throw new IllegalArgumentException("it has no n, time and kind");
    }
    try {
      return new AuditEntry(n, Instant.parse(at), kind.toString(), members, hash);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + at + "' is no time", e);
    }
  }

  private static Map<String, Object> members(String line) {
    Map<String, Object> members = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT) {
          members.put(name, json.getLongValue());
        } else if (value == JsonToken.VALUE_STRING) {
          members.put(name, json.getText());
        } else {
          throw new IllegalArgumentException("'" + name + "' is neither text nor number");
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new IllegalArgumentException("something follows its end");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
    return members;
  }
}
