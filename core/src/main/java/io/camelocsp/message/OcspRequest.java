package io.camelocsp.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded OCSPRequest (RFC 6960 4.1.1). Made only by {@link RequestDecoder}, so it is
 * well-formed. The arrays are shared, not copied: nobody writes to them.
 *
 * @param der the request as it arrived
 * @param certIds the CertID of each single request, in request order; never empty
 * @param nonce the whole extnValue content of the nonce extension, i.e. the DER of the inner OCTET
 *     STRING (or the bare octets that old clients send), to be echoed as it is; null without one
 * @param signed whether the request carries a signature (not verified by decoding)
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough; copies would cost the hot path
public record OcspRequest(
    byte[] der, List<CertId> certIds, byte @Nullable [] nonce, boolean signed) {

  /** Spelled out, because javac 17 drops {@code @Nullable} from a compact constructor. */
  public OcspRequest(byte[] der, List<CertId> certIds, byte @Nullable [] nonce, boolean signed) {
    this.der = der;
    this.certIds = List.copyOf(certIds);
    this.nonce = nonce;
    this.signed = signed;
  }
}
