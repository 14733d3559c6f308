package io.camelocsp.standalone.it;

import io.camelocsp.testkit.contract.MainJobContract;
import io.camelocsp.testkit.contract.ResponderRuntime;

/** The main job by {@code camel-ocsp run}, a process for each site. */
class MainJobIT extends MainJobContract {

  @Override
  protected ResponderRuntime runtime() {
    return site -> RunningProcess.run(site)::close;
  }
}
