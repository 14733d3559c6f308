package io.camelocsp.workflow;

import io.camelocsp.signing.SignerSet;
import java.util.List;
import java.util.Map;

/**
 * Everything one configuration says, as the request steps need it. Immutable; a request reads it
 * once, so that a change of configuration never mixes into a request under way.
 */
public final class Installation {
  private final List<ServedIssuer> issuers;
  private final SignerSet signers;
  private final Map<String, Responder> responders;
  private final SignerChoice signerChoice;

  /**
   * @param issuers all issuers, in configured order
   * @param signers all signers
   * @param responders by configured name
   */
  public Installation(
      List<ServedIssuer> issuers, SignerSet signers, Map<String, Responder> responders) {
    this.issuers = List.copyOf(issuers);
    this.signers = signers;
    this.responders = Map.copyOf(responders);
    this.signerChoice = new SignerChoice(signers, this.issuers);
  }

  /** All issuers, in configured order. */
  public List<ServedIssuer> issuers() {
    return issuers;
  }

  /** All signers. */
  public SignerSet signers() {
    return signers;
  }

  /** The responders by configured name. */
  public Map<String, Responder> responders() {
    return responders;
  }

  /** Who signs what, made once for all requests. */
  SignerChoice signerChoice() {
    return signerChoice;
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
