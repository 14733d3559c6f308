package io.camelocsp.karaf;

import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;

/** All installations by the PID of their configuration. For one thread. */
final class Installations implements AutoCloseable {
  private final CfgReader reader;
  private final InstallationPreparer preparer;
  private final Map<String, InstallationKeeper> keepers = new HashMap<>();

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

  /** Stops all. */
  @Override
  public void close() {
    keepers.values().forEach(InstallationKeeper::close);
    keepers.clear();
  }
}
