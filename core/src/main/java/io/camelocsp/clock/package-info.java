/** What time it is, where the machine's own clock may be wrong (spec 15). */
@NullMarked
package io.camelocsp.clock;

import org.jspecify.annotations.NullMarked;
