/**
 * What the administration listener shows: each {@link io.camelocsp.administration.Resource} at a
 * path of its own, only to be read.
 */
@NullMarked
package io.camelocsp.administration;

import org.jspecify.annotations.NullMarked;
