package io.camelocsp.config;

import io.camelocsp.workflow.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How one configuration differs from the one before it: by what counts, not by how it is written. A
 * default value that is now written is no change, another password behind the same placeholder is
 * one. Immutable.
 *
 * @param keys what became of which key: changed ones, those of new entries, those of entries that
 *     are gone, keys that are not ours, and files that were replaced
 */
public record ConfigurationChange(List<KeyChange> keys) {
  public ConfigurationChange {
    keys = List.copyOf(keys);
  }

  /** Compares two configurations; files that they name are not looked at. */
  public static ConfigurationChange between(LoadedConfiguration before, LoadedConfiguration after) {
    return new ConfigurationChange(new KeyComparison(before, after).changes());
  }

  /**
   * Compares two configurations and what was loaded from the files that they name: a key store that
   * was replaced under the same path is a change too.
   */
  public static ConfigurationChange between(
      LoadedConfiguration before,
      Installation running,
      LoadedConfiguration after,
      Installation next) {
    List<KeyChange> all = new ArrayList<>(new KeyComparison(before, after).changes());
    all.addAll(
        new FileChanges(before.configuration(), after.configuration()).between(running, next));
    return new ConfigurationChange(all);
  }

  /** This, and those of {@code more} whose key is not told here already. */
  public ConfigurationChange with(List<KeyChange> more) {
    List<String> told = keys.stream().map(KeyChange::key).toList();
    List<KeyChange> all = new ArrayList<>(keys);
    more.stream().filter(change -> !told.contains(change.key())).forEach(all::add);
    return new ConfigurationChange(all);
  }

  /** Whether nothing is different. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether all of it can count without a restart; also when nothing is different. */
  public boolean isLive() {
    return keys.stream().noneMatch(KeyChange::needsRestart);
  }

  /** The keys whose change needs a restart. */
  public List<String> keysThatNeedARestart() {
    return keys.stream().filter(KeyChange::needsRestart).map(KeyChange::key).toList();
  }

  /** One line for each key, without a line end after the last; {@code no change} if it is empty. */
  public String text() {
    return joined("\n");
  }

  /** The same on one line, for logs. */
  public String line() {
    return joined("; ");
  }

  private String joined(String separator) {
    return isEmpty()
        ? "no change"
        : keys.stream().map(KeyChange::line).collect(Collectors.joining(separator));
  }

  @Override
  public String toString() {
    return text();
  }
}
