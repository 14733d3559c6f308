/** HTTP at the edge: component, guard and binding on Netty. */
@NullMarked
package io.camelocsp.http;

import org.jspecify.annotations.NullMarked;
