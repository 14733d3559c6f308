/** From a CA's certificate and CRL to a configuration and a signer's certificate request. */
@NullMarked
package io.camelocsp.standalone.init;

import org.jspecify.annotations.NullMarked;
