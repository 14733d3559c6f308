package io.camelocsp.workflow;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuerData;

/**
 * An issuer with what a responder needs of it.
 *
 * @param data its revocation data
 * @param whenEvidenceExpires what to answer without valid evidence
 */
public record ServedIssuer(IssuerData data, ExpiredEvidencePolicy whenEvidenceExpires) {
  public Issuer issuer() {
    return data.issuer();
  }
}
