package io.camelocsp.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer about one certificate (RFC 6960 4.2.1). Times are encoded in whole seconds.
 *
 * @param certId echoed octet for octet
 * @param status the certificate's status
 * @param thisUpdate when the status was known to be right
 * @param nextUpdate by when newer information will be available; null if always
 */
public record SingleResponse(
    CertId certId, CertStatus status, Instant thisUpdate, @Nullable Instant nextUpdate) {}
