package io.camelocsp.config;

import io.camelocsp.config.EffectiveValues.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the keys by which two configurations differ. In an entry that both have, those whose value
 * counts differently; of an entry that only one has, those that are written.
 *
 * <p>Keys that are not ours, {@code camel.*} and those for placeholders, need a restart: Camel read
 * them when it started, and nobody can tell where it used them.
 */
final class KeyComparison {
  private final LoadedConfiguration beforeLoaded;
  private final LoadedConfiguration afterLoaded;
  private final EffectiveValues before;
  private final EffectiveValues after;

  KeyComparison(LoadedConfiguration before, LoadedConfiguration after) {
    this.beforeLoaded = before;
    this.afterLoaded = after;
    this.before = new EffectiveValues(before);
    this.after = new EffectiveValues(after);
  }

  List<KeyChange> changes() {
    List<KeyChange> changes = new ArrayList<>();
    for (Setting now : after.all()) {
      Setting then = before.find(now.key());
      if (then != null && !then.counts(now)) {
        changes.add(changed(then, now));
      }
    }
    onOneSide(after, before)
        .forEach(setting -> changes.add(oneSided(setting, KeyChange.Kind.ADDED)));
    onOneSide(before, after)
        .forEach(setting -> changes.add(oneSided(setting, KeyChange.Kind.REMOVED)));
    addForeign(changes);
    return changes;
  }

  private static KeyChange changed(Setting then, Setting now) {
    KeyChange.Kind kind =
        then.written() == null
            ? KeyChange.Kind.ADDED
            : now.written() == null ? KeyChange.Kind.REMOVED : KeyChange.Kind.CHANGED;
    String text =
        then.shown().equals(now.shown())
            ? now.shown() + ", which is another value now"
            : then.shown() + " -> " + now.shown();
    return new KeyChange(now.key(), kind, text, now.spec().key().effect());
  }

  private static KeyChange oneSided(Setting setting, KeyChange.Kind kind) {
    String verb = kind == KeyChange.Kind.ADDED ? "added, " : "removed, ";
    return new KeyChange(
        setting.key(), kind, verb + setting.shown(), setting.spec().key().effect());
  }

  /** The keys of entries that only {@code one} has. */
  private static Stream<Setting> onOneSide(EffectiveValues one, EffectiveValues other) {
    return one.prefixes().stream()
        .filter(prefix -> !other.prefixes().contains(prefix))
        .flatMap(prefix -> telling(one, prefix));
  }

  /**
   * The written keys of an entry. If none of them needs a restart, also the default values that do:
   * a responder without a {@code url} has one all the same.
   */
  private static Stream<Setting> telling(EffectiveValues values, String prefix) {
    List<Setting> all =
        values.all().stream().filter(setting -> setting.prefix().equals(prefix)).toList();
    boolean told =
        all.stream().anyMatch(setting -> setting.written() != null && needsRestart(setting));
    return all.stream()
        .filter(
            setting ->
                setting.written() != null
                    || (!told && needsRestart(setting) && setting.value() != null));
  }

  private static boolean needsRestart(Setting setting) {
    return setting.spec().key().effect() == Effect.RESTART;
  }

  private void addForeign(List<KeyChange> changes) {
    Set<String> keys = new LinkedHashSet<>();
    Stream.of(afterLoaded, beforeLoaded)
        .flatMap(loaded -> loaded.entries().stream())
        .map(ConfigurationEntry::key)
        .filter(key -> !key.startsWith(Schema.ROOT))
        .forEach(keys::add);
    for (String key : keys) {
      String then = before.written(key);
      String now = after.written(key);
      if (!Objects.equals(then, now)) {
        KeyChange.Kind kind =
            then == null
                ? KeyChange.Kind.ADDED
                : now == null ? KeyChange.Kind.REMOVED : KeyChange.Kind.CHANGED;
        // Its value may be a password: nothing says what it is for.
        String text = kind.name().toLowerCase(Locale.ROOT);
        changes.add(new KeyChange(ShownValue.clean(key), kind, text, Effect.RESTART));
      }
    }
  }
}
