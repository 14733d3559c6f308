package io.camelocsp.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.control.*}: how the command line reaches the standalone process.
 *
 * @param socket the socket's file; null for {@link #DEFAULT_NAME} in the data directory
 */
public record ControlSettings(
    @Key(
            name = "socket",
            otherwise = "`control.sock` in the data directory",
            example = "/run/camel-ocsp/control.sock",
            meaning =
                "The local socket by which `camel-ocsp status`, `lists` and `explain` reach the"
                    + " running process; only its owner can use it. To be set where the path of the"
                    + " data directory is too long for a socket. Standalone only.")
        @Nullable Path socket) {

  /** The socket's name in the data directory. */
  public static final String DEFAULT_NAME = "control.sock";
}
