package io.camelocsp.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of the configuration: how enums are written, and which word was probably meant. */
final class Words {
  private static final int MOST_SLIPS = 3;

  private Words() {}

  /** How a constant is written in the configuration: {@code TRY_LATER} as {@code tryLater}. */
  static String of(Enum<?> constant) {
    if (constant instanceof Worded worded) {
      return worded.word();
    }
    StringBuilder word = new StringBuilder();
    for (String part : constant.name().toLowerCase(Locale.ROOT).split("_")) {
      boolean first = word.length() == 0;
      word.append(first ? part.charAt(0) : Character.toUpperCase(part.charAt(0)));
      word.append(part, 1, part.length());
    }
    return word.toString();
  }

  /** The words of an enum type, in its order. */
  static List<String> ofType(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants())
        .map(constant -> of((Enum<?>) constant))
        .toList();
  }

  /** The words as a person says them: {@code a, b or c}. */
  static String anyOf(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /**
   * The candidate that was probably meant, or null when none is near. Case, hyphens and underscores
   * make no difference.
   */
  static @Nullable String nearest(String written, Iterable<String> candidates) {
    String plain = plain(written);
    int most = Math.min(MOST_SLIPS, Math.max(1, plain.length() / 2));
    String nearest = null;
    for (String candidate : candidates) {
      int distance = EditDistance.between(plain, plain(candidate));
      if (distance <= most) {
        nearest = candidate;
        most = distance - 1;
      }
    }
    return nearest;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
