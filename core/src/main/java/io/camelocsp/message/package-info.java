/** OCSP requests and responses (RFC 6960) as values: decoded once, raw octets kept beside them. */
@NullMarked
package io.camelocsp.message;

import org.jspecify.annotations.NullMarked;
