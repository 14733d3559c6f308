/** Sums of billing records. */
@NullMarked
package io.camelocsp.standalone.billing;

import org.jspecify.annotations.NullMarked;
