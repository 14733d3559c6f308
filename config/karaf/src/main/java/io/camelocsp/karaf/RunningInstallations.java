package io.camelocsp.karaf;

import io.camelocsp.operations.Operations;
import java.util.Map;

/** What runs in this Karaf, for shell commands. Thread-safe. */
public interface RunningInstallations {
  /** What operators ask of each running installation, by its name. */
  Map<String, Operations> operations();

  /**
   * Has every installation read the files anew that its keys name, as an edit of a key would; waits
   * until that is done, and for edits before it.
   *
   * @param who asks for it, for their audit logs
   * @return what came of it, by the installation's name; a text of some lines
   */
  Map<String, String> reload(String who) throws InterruptedException;
}
