package io.camelocsp.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the connections a listener may have with the files the process may open. Where the
 * system's limit is reached first, new connections wait unanswered instead of being closed, and
 * lists cannot be read.
 */
final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  /** What the process has open besides: jars, lists, sockets of its own. */
  private static final int OTHERS = 300;

  private OpenFiles() {}

  /** Warns if the process may open too few files for this listener. */
  static void warn(EdgeSettings listener) {
    int connections = listener.limits().maxConnections();
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < connections + OTHERS) {
      LOG.warn(
          "Listener {} may have {} connections, but this process may open {} files only: raise the"
              + " limit (ulimit -n, or LimitNOFILE in a systemd unit), or lower max-connections",
          listener.key(),
          connections,
          system.getMaxFileDescriptorCount());
    }
  }
}
