/** Strict DER (X.690) for the hot path: readers without recursion or copies, and a writer. */
@NullMarked
package io.camelocsp.der;

import org.jspecify.annotations.NullMarked;
