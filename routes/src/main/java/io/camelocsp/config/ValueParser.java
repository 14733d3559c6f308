package io.camelocsp.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of a value into the type of its key. Immutable. */
final class ValueParser {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})([kKmM]?)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern REMOTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  private final Path base;

  /** Relative paths start at {@code base}. */
  ValueParser(Path base) {
    this.base = base;
  }

  /**
   * The value of a key within its limits.
   *
   * @throws BadValueException if it is none; {@link #expected} says what would be one
   */
  Object parse(KeySpec spec, String text) throws BadValueException {
    if (spec.isSecret()) {
      return Secret.of(text.toCharArray()); // its white space may be meant
    }
    String value = text.strip();
    if (value.isEmpty()) {
      throw new BadValueException("the value is empty");
    }
    if (spec.isFileList()) {
      return paths(value);
    }
    if (spec.isHttps()) {
      return HttpUrl.parseHttps(value);
    }
    Object parsed = convert(spec.type(), value);
    requireLimits(spec, parsed, value);
    return parsed;
  }

  /** What a value of this key is like, completing "write ...". */
  static String expected(KeySpec spec) {
    return switch (spec.type().getSimpleName()) {
      case "boolean" -> "true or false";
      case "int", "Integer" -> "a whole number" + limits(spec);
      case "Duration" -> "a duration with units (d, h, m, s, ms)" + limits(spec);
      case "ByteSize" -> "a size in octets, or with k or m" + limits(spec);
      case "URI" -> "a URL such as " + spec.key().example();
      case "Path" -> "a path such as " + spec.key().example();
      case "ListsFrom" -> "a path, a URL or push, such as " + spec.key().example();
      case "Instant" -> "a date or a time in UTC such as " + spec.key().example();
      case "List" -> "a list separated by commas, such as " + spec.key().example();
      default ->
          spec.type().isEnum()
              ? Words.anyOf(Words.ofType(spec.type()))
              : "a text such as " + spec.key().example();
    };
  }

  private Object convert(Class<?> type, String value) throws BadValueException {
    if (type.isEnum()) {
      return constant(type, value);
    }
    return switch (type.getSimpleName()) {
      case "boolean" -> bool(value);
      case "int", "Integer" -> number(value);
      case "Duration" -> duration(value);
      case "ByteSize" -> size(value);
      case "URI" -> HttpUrl.parse(value);
      case "Path" -> path(value);
      case "ListsFrom" -> listsFrom(value);
      case "Instant" -> instant(value);
      case "List" -> list(value);
      case "String" -> value;
      default -> throw new IllegalStateException("no values of " + type);
    };
  }

  private static Object bool(String value) throws BadValueException {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadValueException("neither true nor false");
    };
  }

  private static Object number(String value) throws BadValueException {
    if (!NUMBER.matcher(value).matches()) {
      throw new BadValueException("not a whole number");
    }
    long number = Long.parseLong(value);
    // what no int holds is outside of any limits too, which say more than "too large"
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  private static Object duration(String value) throws BadValueException {
    try {
      return DurationText.parse(value);
    } catch (IllegalArgumentException e) {
      throw new BadValueException(String.valueOf(e.getMessage()));
    }
  }

  private static Object size(String value) throws BadValueException {
    Matcher matcher = SIZE.matcher(value);
    if (!matcher.matches()) {
      throw new BadValueException("not a size");
    }
    int shift =
        switch (matcher.group(2)) {
          case "k", "K" -> 10;
          case "m", "M" -> 20;
          default -> 0;
        };
    long bytes = Long.parseLong(matcher.group(1)) << shift;
    return new ByteSize((int) Math.min(Integer.MAX_VALUE, bytes));
  }

  private static Object constant(Class<?> type, String value) throws BadValueException {
    for (Object constant : type.getEnumConstants()) {
      if (Words.of((Enum<?>) constant).equals(value)) {
        return constant;
      }
    }
    if (type == ResponderType.class) {
      throw new BadValueException(
          "no type of this version",
          Words.anyOf(Words.ofType(type))
              + "; the other types of camel-ocsp are not in this version");
    }
    throw new BadValueException("not an allowed value");
  }

  private Path path(String value) throws BadValueException {
    Matcher remote = REMOTE.matcher(value);
    if (remote.matches()) {
      throw new BadValueException(
          "'%s:' does not start a path; this version reads local files and directories only"
              .formatted(remote.group(1)));
    }
    try {
      return base.resolve(value);
    } catch (InvalidPathException e) {
      throw new BadValueException("not a path on this system");
    }
  }

  private List<Path> paths(String value) throws BadValueException {
    List<Path> paths = new ArrayList<>();
    for (String each : list(value)) {
      paths.add(path(each));
    }
    return paths;
  }

  private ListsFrom listsFrom(String value) throws BadValueException {
    if (value.equals(ListsFrom.Push.WORD)) {
      return new ListsFrom.Push();
    }
    return ListsUrl.isMeant(value) ? ListsUrl.parse(value) : new ListsFrom.Local(path(value));
  }

  /** A date means its first moment. */
  private static Object instant(String value) throws BadValueException {
    try {
      return value.contains("T")
          ? Instant.parse(value)
          : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new BadValueException("neither a date nor a time");
    }
  }

  private static List<String> list(String value) throws BadValueException {
    List<String> elements = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    if (elements.stream().anyMatch(String::isEmpty)) {
      throw new BadValueException("something is missing beside a comma");
    }
    if (elements.stream().distinct().count() < elements.size()) {
      throw new BadValueException("something is in the list twice");
    }
    return elements;
  }

  private void requireLimits(KeySpec spec, Object parsed, String value) throws BadValueException {
    String min = spec.key().min();
    String max = spec.key().max();
    if (!min.isEmpty() && compare(parsed, convert(spec.type(), min)) < 0) {
      throw new BadValueException(value + " is less than " + min);
    }
    if (!max.isEmpty() && compare(parsed, convert(spec.type(), max)) > 0) {
      throw new BadValueException(value + " is more than " + max);
    }
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.compareTo(y);
    }
    if (a instanceof ByteSize x && b instanceof ByteSize y) {
      return x.compareTo(y);
    }
    if (a instanceof Integer x && b instanceof Integer y) {
      return x.compareTo(y);
    }
    throw new IllegalStateException("no limits for " + a.getClass());
  }

  private static String limits(KeySpec spec) {
    String unit = spec.key().unit().isEmpty() ? "" : " " + spec.key().unit();
    String example = ", such as " + spec.key().example();
    return spec.key().min().isEmpty()
        ? unit + example
        : " from %s to %s%s%s".formatted(spec.key().min(), spec.key().max(), unit, example);
  }
}
