package io.camelocsp.karaf;

import io.camelocsp.routes.ListReport;
import java.util.List;
import java.util.Map;

/** What runs in this Karaf, for shell commands. Thread-safe. */
public interface RunningInstallations {
  /** The lists that each running installation answers from, by the installation's name. */
  Map<String, List<ListReport>> lists();
}
