/**
 * Where lists come from: when a source is asked, where, what its answers mean, and how it is doing.
 * Plain Java; nothing here opens a connection.
 */
@NullMarked
package io.camelocsp.source;

import org.jspecify.annotations.NullMarked;
