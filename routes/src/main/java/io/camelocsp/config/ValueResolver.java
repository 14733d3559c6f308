package io.camelocsp.config;

import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of placeholders such as {@code {{env:PIN}}}; in a Camel application that
 * is its properties component.
 */
@FunctionalInterface
public interface ValueResolver {

  /** For values without placeholders: refuses any. */
  ValueResolver NONE =
      text -> {
        throw new IllegalArgumentException("placeholders are not resolved here");
      };

  /**
   * The text with all placeholders resolved. Called only for texts that have one.
   *
   * @return null when the key is to count as not written, as for Camel's optional placeholders
   * @throws RuntimeException when a placeholder has no value; its message is not shown, because it
   *     might tell a secret
   */
  @Nullable String resolve(String text);
}
