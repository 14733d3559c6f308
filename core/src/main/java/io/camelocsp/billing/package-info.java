/** Billing records and the journal that keeps them. */
@NullMarked
package io.camelocsp.billing;

import org.jspecify.annotations.NullMarked;
