package io.camelocsp.operations;

import java.nio.file.Path;

/** Commands as somebody types them whose program is called camel-ocsp. */
public final class TestCommands implements Commands {
  @Override
  public String lists() {
    return "camel-ocsp lists";
  }

  @Override
  public String status() {
    return "camel-ocsp status";
  }

  @Override
  public String acceptRemovals(String issuer) {
    return "camel-ocsp lists accept " + issuer;
  }

  @Override
  public String inspect(Path list) {
    return "camel-ocsp lists inspect " + list;
  }
}
