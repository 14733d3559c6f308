package io.camelocsp.workflow;

import io.camelocsp.testkit.pkits.Pkits;
import io.camelocsp.testkit.pkits.PkitsIssuer;
import io.camelocsp.testkit.pkits.PkitsIssuer.Site;
import java.util.Set;
import java.util.stream.Collectors;

/** Which issuers of PKITS only one of the sites has. */
final class PkitsNames {

  private PkitsNames() {}

  static Set<String> onlyIn(Site site) {
    return Pkits.issuers(site).stream()
        .filter(each -> each.site() == site)
        .map(PkitsIssuer::name)
        .collect(Collectors.toSet());
  }
}
