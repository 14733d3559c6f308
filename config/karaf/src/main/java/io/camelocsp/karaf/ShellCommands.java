package io.camelocsp.karaf;

import io.camelocsp.operations.Commands;
import java.nio.file.Path;

/** Commands as they are typed in Karaf's shell. */
public final class ShellCommands implements Commands {
  @Override
  public String lists() {
    return "ocsp:lists";
  }

  @Override
  public String status() {
    return "ocsp:status";
  }

  @Override
  public String acceptRemovals(String issuer) {
    return "ocsp:lists --accept " + issuer;
  }

  @Override
  public String space(Path file) {
    return "shell:exec " + Commands.super.space(file);
  }

  @Override
  public String inspect(Path list) {
    return "ocsp:lists";
  }
}
