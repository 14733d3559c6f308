package io.camelocsp.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Which camel-ocsp this is. A file that the build writes says so: OSGi bundles know no other way.
 */
final class ProductVersion {
  private ProductVersion() {}

  /** As Maven has it: {@code 0.1.0}, {@code 0.2.0-SNAPSHOT}. */
  static String text() {
    try (InputStream in =
        Objects.requireNonNull(ProductVersion.class.getResourceAsStream("version.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt of the jar cannot be read", e);
    }
  }
}
