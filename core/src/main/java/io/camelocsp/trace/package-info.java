/** What is remembered of requests that failed, so that operators can ask why. */
@NullMarked
package io.camelocsp.trace;

import org.jspecify.annotations.NullMarked;
