package io.camelocsp.revocation;

import java.util.Locale;

/** The words that a configuration has for policies: {@code tryLater} for {@code TRY_LATER}. */
public final class PolicyWord {
  private PolicyWord() {}

  /** The word. */
  public static String of(Enum<?> policy) {
    StringBuilder word = new StringBuilder();
    for (String part : policy.name().split("_")) {
      String lower = part.toLowerCase(Locale.ROOT);
      word.append(
          word.length() == 0 ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return word.toString();
  }
}
