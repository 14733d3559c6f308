package io.camelocsp.config;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Binds a configuration once and strictly. Everything that is wrong is collected and told at once;
 * what merely follows from another mistake is not told. Files that the configuration names must be
 * there, but are not opened, but for password files.
 *
 * <p>It goes in three steps: each written key is judged by itself ({@link EntryReader}), then keys
 * against each other ({@link CrossChecks}), and only when nothing is wrong are records built
 * ({@link RecordBuilder}), so that no record can hold half a configuration.
 *
 * <p>Immutable; thread-safe if its resolver is.
 */
public final class ConfigurationLoader {
  private final Path base;
  private final ValueResolver resolver;

  /**
   * A loader.
   *
   * @param base where relative paths in values start
   * @param resolver resolves placeholders in values
   */
  public ConfigurationLoader(Path base, ValueResolver resolver) {
    this.base = base.toAbsolutePath();
    this.resolver = resolver;
  }

  /**
   * Loads a property file; relative paths in it start at its directory.
   *
   * @param overrides keys that go before the file's, as {@code --set} gives them
   * @param passedOver keys that count as not written
   * @throws ConfigurationException with everything that is wrong, a file that cannot be read
   *     included
   */
  public static LoadedConfiguration loadFile(
      Path file,
      List<ConfigurationEntry> overrides,
      Predicate<String> passedOver,
      ValueResolver resolver)
      throws ConfigurationException {
    PropertyFile content = read(file);
    List<ConfigurationEntry> entries = new ArrayList<>(content.entries());
    entries.addAll(overrides);
    entries.removeIf(entry -> passedOver.test(entry.key()));
    Path directory = file.toAbsolutePath().getParent();
    return new ConfigurationLoader(directory == null ? file : directory, resolver)
        .load(entries, content.problems(), Origin.of(file.toString()));
  }

  /** Loads a property file, all of it. */
  public static LoadedConfiguration loadFile(
      Path file, List<ConfigurationEntry> overrides, ValueResolver resolver)
      throws ConfigurationException {
    return loadFile(file, overrides, key -> false, resolver);
  }

  /**
   * Loads keys from wherever they were read. Of equal keys the last counts; keys that do not start
   * with {@code ocsp.} are passed over.
   *
   * @param whole what a problem without a line is a problem of, such as the file
   * @throws ConfigurationException with everything that is wrong
   */
  public LoadedConfiguration load(List<ConfigurationEntry> entries, Origin whole)
      throws ConfigurationException {
    return load(entries, List.of(), whole);
  }

  /**
   * Loads keys whose text was judged before.
   *
   * @param known what is wrong with the text they come from; told with the rest
   * @param whole what a problem without a line is a problem of, such as the file
   * @throws ConfigurationException with everything that is wrong
   */
  public LoadedConfiguration load(
      List<ConfigurationEntry> entries, List<ConfigurationProblem> known, Origin whole)
      throws ConfigurationException {
    Settings settings = new Settings();
    Problems problems = new Problems(settings, whole);
    known.forEach(problems::add);
    EntryReader reader = new EntryReader(base, resolver, settings, problems);
    lastOfEach(entries).forEach(reader::read);
    new CrossChecks(settings, problems).run();
    if (problems.hasErrors()) {
      throw new ConfigurationException(problems.inOrder());
    }
    return new LoadedConfiguration(build(settings), entries, problems.inOrder());
  }

  private OcspConfiguration build(Settings settings) {
    RecordBuilder builder = new RecordBuilder(settings, new ValueParser(base));
    addListeners(settings, builder.root());
    return builder.root();
  }

  /** A responder's URL makes its listener: one named by host and port, with default values. */
  private static void addListeners(Settings settings, OcspConfiguration written) {
    Set<URI> configured =
        written.listeners().values().stream().map(ListenerSettings::url).collect(toSet());
    KeySpec spec = Schema.OCSP.section("listener").key("url");
    for (ResponderSettings responder : written.responders().values()) {
      URI url = HttpUrl.listenerOf(responder.url());
      if (configured.add(url)) {
        String name = url.getRawAuthority();
        ConfigurationEntry entry =
            new ConfigurationEntry(spec.in(name), url.toString(), Origin.of("responder"));
        settings.put(new Settings.Written(spec, name, entry, url));
      }
    }
  }

  private static Iterable<ConfigurationEntry> lastOfEach(List<ConfigurationEntry> entries) {
    Map<String, ConfigurationEntry> last = new LinkedHashMap<>();
    for (ConfigurationEntry entry : entries) {
      last.remove(entry.key()); // or it would keep the place of the first
      last.put(entry.key(), entry);
    }
    return last.values();
  }

  private static PropertyFile read(Path file) throws ConfigurationException {
    try {
      return PropertyFile.read(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "the file does not exist", "write where it is");
    } catch (IOException e) {
      throw unreadable(
          file,
          "the file cannot be read: " + e.getMessage(),
          "name a property file of at most " + PropertyFile.MAX_SIZE + " octets");
    }
  }

  private static ConfigurationException unreadable(Path file, String reason, String advice) {
    Origin origin = Origin.of(file.toAbsolutePath().toString());
    return new ConfigurationException(
        List.of(ConfigurationProblem.error(origin, null, null, reason, advice)));
  }
}
