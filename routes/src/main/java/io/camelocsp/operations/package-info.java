/**
 * What operators ask of a running installation and do to it, whatever they type it into: reports as
 * values, and as text.
 */
@NullMarked
package io.camelocsp.operations;

import org.jspecify.annotations.NullMarked;
