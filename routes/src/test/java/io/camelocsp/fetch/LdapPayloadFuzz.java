package io.camelocsp.fetch;

import io.camelocsp.source.SourceReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.naming.directory.BasicAttribute;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.SearchResult;
import org.apache.camel.Exchange;

/**
 * Fuzz target: whatever attributes a directory server returns for an entry, see {@link
 * FuzzedSource}. The input is a row of values, each after an octet that says what it is: a new
 * entry, a new attribute (with or without {@code ;binary}), a text, octets of a length that
 * follows, one of the whole lists, or many of the same.
 */
public final class LdapPayloadFuzz {
  private static final int KINDS = 8;
  private static final int MANY = 40;

  private static final FuzzedSource SOURCE =
      new FuzzedSource("ldap://dir.acme.example/cn=CA", "ldaps://dir.acme.example/cn=CA");

  private LdapPayloadFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    brings(data);
  }

  /** How the source is doing after this answer. */
  static SourceReport brings(byte[] data) throws Exception {
    return SOURCE.tryOnce(
        exchange -> {
          throw new IOException("no web server");
        },
        exchange -> answer(data, exchange));
  }

  /** Does what camel-ldap does with an entry. */
  private static void answer(byte[] data, Exchange exchange) {
    List<SearchResult> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(data);
    BasicAttributes attributes = new BasicAttributes(true);
    BasicAttribute attribute = new BasicAttribute("certificateRevocationList;binary");
    attributes.put(attribute);
    while (in.hasRemaining()) {
      int kind = Byte.toUnsignedInt(in.get());
      switch (kind % KINDS) {
        case 0 -> {
          entries.add(new SearchResult("", null, attributes));
          attributes = new BasicAttributes(true);
        }
        case 1 -> {
          attribute = new BasicAttribute(text(in) + (kind % 16 < KINDS ? ";binary" : ""));
          attributes.put(attribute);
        }
        case 2 -> attribute.add(text(in));
        case 3 -> attribute.add(FuzzedSource.list(kind / KINDS));
        case 4 -> {
          for (int i = 0; i < MANY; i++) {
            attribute.add(new byte[] {0x30, (byte) i, (byte) (i >> 8), (byte) kind});
          }
        }
        case 5 -> attribute.add(null);
        default -> attribute.add(octets(in));
      }
    }
    entries.add(new SearchResult("", null, attributes));
    exchange.getMessage().setBody(data.length == 0 ? List.of() : entries);
  }

  private static String text(ByteBuffer in) {
    return new String(octets(in), StandardCharsets.ISO_8859_1);
  }

  private static byte[] octets(ByteBuffer in) {
    int length = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0;
    byte[] octets = new byte[Math.min(length, in.remaining())];
    in.get(octets);
    return octets;
  }
}
