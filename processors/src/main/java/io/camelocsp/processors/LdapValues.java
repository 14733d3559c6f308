package io.camelocsp.processors;

import io.camelocsp.source.FetchException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.SearchResult;
import org.apache.camel.Exchange;

/** Puts the values of a directory entry's attributes into files, each value once. */
final class LdapValues {
  private static final int MOST_VALUES = 1_000;

  private LdapValues() {}

  /**
   * @throws FetchException if the entry holds no value, or more than anybody publishes
   */
  static void take(Exchange exchange, FetchedLists lists)
      throws FetchException, IOException, NamingException {
    List<?> entries = exchange.getMessage().getBody(List.class);
    if (entries == null || entries.isEmpty()) {
      throw new FetchException("there is no such entry, or we may not see it");
    }
    List<byte[]> values = new ArrayList<>();
    for (Object entry : entries) {
      if (entry instanceof SearchResult found) {
        for (Attribute attribute : Collections.list(found.getAttributes().getAll())) {
          for (Object value : Collections.list(attribute.getAll())) {
            add(value, values);
          }
        }
      }
    }
    if (values.isEmpty()) {
      throw new FetchException("the entry has no value in the attributes that are asked for");
    }
    for (byte[] value : values) {
      Files.write(lists.create(), value);
    }
  }

  /** With and without ;binary, an attribute may be there twice. */
  private static void add(Object value, List<byte[]> values) throws FetchException {
    byte[] octets = value instanceof byte[] binary ? binary : null;
    if (octets == null) {
      throw new FetchException("an attribute that is asked for holds text, not lists");
    }
    if (values.stream().noneMatch(other -> Arrays.equals(other, octets))) {
      if (values.size() == MOST_VALUES) {
        throw new FetchException("the entry has more than " + MOST_VALUES + " values");
      }
      values.add(octets);
    }
  }
}
