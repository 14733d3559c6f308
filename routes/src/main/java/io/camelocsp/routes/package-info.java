/** The routes: read them to see what happens to a request and to a list. */
@NullMarked
package io.camelocsp.routes;

import org.jspecify.annotations.NullMarked;
