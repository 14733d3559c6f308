/** Revocation lists: reading, accepting, archiving, indexing and looking up. */
@NullMarked
package io.camelocsp.revocation;

import org.jspecify.annotations.NullMarked;
