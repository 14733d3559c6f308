/** Issuers, and reading certificates and keys from files. */
@NullMarked
package io.camelocsp.certificate;

import org.jspecify.annotations.NullMarked;
