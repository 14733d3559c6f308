package io.camelocsp.config;

import java.util.List;
import java.util.Locale;

/** The tables of {@code docs/configuration.md}, made from the records. */
final class ConfigurationTables {
  private ConfigurationTables() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    section(text, "ocsp.*", "What concerns the whole installation.", Schema.OCSP.rootKeys());
    for (SectionSpec section : Schema.OCSP.sections()) {
      section(text, section.prefixOf("NAME") + "*", section.section().meaning(), section.keys());
    }
    return text.toString().strip();
  }

  private static void section(
      StringBuilder text, String title, String meaning, List<KeySpec> keys) {
    text.append("### `%s`\n\n%s\n\n".formatted(title, meaning));
    text.append("| key | type, unit | default | example | a change needs | meaning |\n");
    text.append("|---|---|---|---|---|---|\n");
    keys.forEach(spec -> text.append(row(spec)));
    text.append('\n');
  }

  private static String row(KeySpec spec) {
    Key key = spec.key();
    return "| `%s` | %s | %s | `%s` | %s | %s |\n"
        .formatted(
            spec.pattern(),
            type(spec),
            standard(key),
            key.example(),
            key.effect().name().toLowerCase(Locale.ROOT),
            key.meaning());
  }

  private static String type(KeySpec spec) {
    Key key = spec.key();
    String limits = key.min().isEmpty() ? "" : ", `%s` to `%s`".formatted(key.min(), key.max());
    if (!key.refersTo().isEmpty()) {
      return spec.type() == List.class ? key.refersTo() + " names" : key.refersTo() + " name";
    }
    return switch (spec.type().getSimpleName()) {
      case "boolean" -> "`true` or `false`";
      case "int", "Integer" -> "number of " + key.unit() + limits;
      case "Duration" -> "duration" + limits;
      case "ByteSize" -> "size in octets" + limits;
      case "URI" -> spec.isHttps() ? "https URL" : "http URL";
      case "ListsFrom" -> "directory, file, URLs or `push`";
      case "Instant" -> "date, or time in UTC";
      case "Path" -> path(key.file());
      case "List" -> spec.isFileList() ? "files" : "list of texts";
      case "Secret" -> "password";
      default ->
          spec.type().isEnum()
              ? "`" + String.join("`, `", Words.ofType(spec.type())) + "`"
              : "text";
    };
  }

  private static String path(FileCheck check) {
    return switch (check) {
      case NONE -> "path";
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case FILE_OR_DIRECTORY -> "directory or file";
    };
  }

  private static String standard(Key key) {
    if (key.required()) {
      return "required";
    }
    return key.defaultValue().isEmpty() ? key.otherwise() : "`" + key.defaultValue() + "`";
  }
}
