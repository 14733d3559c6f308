/** Commands of Karaf's shell. */
@NullMarked
package io.camelocsp.karaf.shell;

import org.jspecify.annotations.NullMarked;
