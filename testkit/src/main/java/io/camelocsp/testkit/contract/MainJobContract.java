package io.camelocsp.testkit.contract;

import io.camelocsp.testkit.KeyKind;
import org.junit.jupiter.api.Nested;

/**
 * The main job: a CA drops its lists into a directory, clients ask over HTTP and get right answers.
 * A test class for each runtime extends this and so runs all of it; each part serves a site of its
 * own, once.
 */
public abstract class MainJobContract {

  /** What is tested. Called once for each part. */
  protected abstract ResponderRuntime runtime();

  @Nested
  class ClientsAgreeWithP256Signer extends ClientsAgreeContract {
    ClientsAgreeWithP256Signer() {
      super(runtime(), KeyKind.EC_P256);
    }
  }

  @Nested
  class ClientsAgreeWithRsaSigner extends ClientsAgreeContract {
    ClientsAgreeWithRsaSigner() {
      super(runtime(), KeyKind.RSA_2048);
    }
  }

  @Nested
  class Requests extends RequestsContract {
    Requests() {
      super(runtime());
    }
  }

  @Nested
  class HostileRequests extends HostileRequestsContract {
    HostileRequests() {
      super(runtime());
    }
  }

  @Nested
  class HostileHttp extends HostileHttpContract {
    HostileHttp() {
      super(runtime());
    }
  }

  @Nested
  class HttpCaching extends HttpCachingContract {
    HttpCaching() {
      super(runtime());
    }
  }

  @Nested
  class Responders extends RespondersContract {
    Responders() {
      super(runtime());
    }
  }

  @Nested
  class ForeignIssuers extends ForeignIssuersContract {
    ForeignIssuers() {
      super(runtime());
    }
  }

  @Nested
  class NeverIssued extends NeverIssuedContract {
    NeverIssued() {
      super(runtime());
    }
  }

  @Nested
  class Lists extends ListsContract {
    Lists() {
      super(runtime());
    }
  }
}
