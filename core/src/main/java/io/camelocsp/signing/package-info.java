/** Response signers: loading, checking, choosing and running them. */
@NullMarked
package io.camelocsp.signing;

import org.jspecify.annotations.NullMarked;
