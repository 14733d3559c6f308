package io.camelocsp.karaf;

import io.camelocsp.operations.Operations;
import java.util.Map;

/** What runs in this Karaf, for shell commands. Thread-safe. */
public interface RunningInstallations {
  /** What operators ask of each running installation, by its name. */
  Map<String, Operations> operations();
}
