/**
 * An OCSP client that trusts nothing it is told. It is built on Bouncy Castle, not on our own
 * reader and encoder, so that it judges the responder as a stranger would.
 */
@NullMarked
package io.camelocsp.client;

import org.jspecify.annotations.NullMarked;
