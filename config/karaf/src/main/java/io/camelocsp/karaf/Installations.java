package io.camelocsp.karaf;

import io.camelocsp.karaf.InstallationKeeper.NamedLists;
import io.camelocsp.routes.ListReport;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All installations by the PID of their configuration. For one thread, but for {@link #lists}. */
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
  public Map<String, List<ListReport>> lists() {
    Map<String, List<ListReport>> lists = new LinkedHashMap<>();
    for (InstallationKeeper keeper : keepers.values()) {
      NamedLists running = keeper.lists();
      if (running != null) {
        lists.put(running.name(), running.lists());
      }
    }
    return lists;
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
