package io.camelocsp.workflow;

import io.camelocsp.message.ResponderId;
import io.camelocsp.signing.ResponseSigner;

/** How a response names its signer (RFC 6960 4.2.1; RFC 9919 asks for the key hash). */
public enum ResponderIdForm {
  BY_KEY,
  BY_NAME;

  ResponderId of(ResponseSigner signer) {
    return this == BY_KEY ? signer.byKey() : signer.byName();
  }
}
