package io.camelocsp.karaf;

import io.camelocsp.karaf.InstallationKeeper.NamedOperations;
import io.camelocsp.operations.Operations;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All installations by the PID of their configuration. For one thread, but for {@link #operations}.
 */
final class Installations implements RunningInstallations, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Installations.class);

  private final CfgReader reader;
  private final InstallationPreparer preparer;
  private final Map<String, InstallationKeeper> keepers = new ConcurrentSkipListMap<>();

  Installations(CfgReader reader, InstallationPreparer preparer) {
    this.reader = reader;
    this.preparer = preparer;
  }

  void update(String pid, Dictionary<String, ?> properties) {
    keepers
        .computeIfAbsent(pid, each -> new InstallationKeeper(preparer))
        .update(reader.read(pid, properties));
  }

  void delete(String pid) {
    InstallationKeeper keeper = keepers.remove(pid);
    if (keeper != null) {
      keeper.close();
    }
  }

  @Override
  public Map<String, Operations> operations() {
    Map<String, Operations> all = new LinkedHashMap<>();
    for (InstallationKeeper keeper : keepers.values()) {
      NamedOperations running = keeper.operations();
      if (running != null) {
        all.put(running.name(), running.operations());
      }
    }
    return all;
  }

  @Override
  public Map<String, String> reload(String who) {
    Map<String, String> all = new LinkedHashMap<>();
    keepers.values().forEach(keeper -> all.put(keeper.name(), keeper.reload(who)));
    return all;
  }

  /** Stops all. */
  @Override
  public void close() {
    for (InstallationKeeper keeper : keepers.values()) {
      try {
        keeper.close();
      } catch (RuntimeException e) {
        LOG.error("An installation did not stop well; the others are stopped all the same", e);
      }
    }
    keepers.clear();
  }
}
