/** The camel-ocsp command line and the standalone process. */
@NullMarked
package io.camelocsp.standalone;

import org.jspecify.annotations.NullMarked;
