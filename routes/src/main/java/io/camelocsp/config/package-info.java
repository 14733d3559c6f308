/** Configuration: keys, strict binding, and building an Installation from it. */
@NullMarked
package io.camelocsp.config;

import org.jspecify.annotations.NullMarked;
