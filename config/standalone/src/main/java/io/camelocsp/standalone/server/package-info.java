/** The standalone process: camel-main with our routes in it. */
@NullMarked
package io.camelocsp.standalone.server;

import org.jspecify.annotations.NullMarked;
