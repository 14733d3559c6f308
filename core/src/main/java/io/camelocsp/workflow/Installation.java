package io.camelocsp.workflow;

import io.camelocsp.signing.SignerSet;
import java.util.List;
import java.util.Map;

/**
 * Everything one configuration says, as the request steps need it. Immutable; a request reads it
 * once, so that a change of configuration never mixes into a request under way.
 *
 * @param issuers all issuers, in configured order
 * @param signers all signers
 * @param responders by configured name
 */
public record Installation(
    List<ServedIssuer> issuers, SignerSet signers, Map<String, Responder> responders) {

  public Installation {
    issuers = List.copyOf(issuers);
    responders = Map.copyOf(responders);
  }

  /**
   * The responder of this name.
   *
   * @throws IllegalArgumentException if none is configured: a route was built for a name that the
   *     configuration lacks
   */
  public Responder responder(String name) {
    Responder responder = responders.get(name);
    if (responder == null) {
      throw new IllegalArgumentException("no responder is configured as " + name);
    }
    return responder;
  }
}
