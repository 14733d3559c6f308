package com.acme.pki;

import io.camelocsp.routes.OcspRoutes;
import org.apache.camel.main.Main;

/** Acme's Camel application, with an OCSP responder in it. */
public final class PkiApplication {
  private PkiApplication() {}

  /** Runs until Ctrl-C. */
  public static void main(String[] arguments) throws Exception {
    application().run(arguments);
  }

  /** Camel with the pipeline; {@code application.properties} and the YAML files say the rest. */
  static Main application() {
    Main main = new Main();
    main.configure().addRoutesBuilder(new OcspRoutes());
    return main;
  }
}
