/** NIST PKITS' tests of revocation, with what an OCSP responder answers to each. */
@NullMarked
package io.camelocsp.testkit.pkits;

import org.jspecify.annotations.NullMarked;
