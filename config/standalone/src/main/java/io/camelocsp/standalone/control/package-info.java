/** The owner-only local socket by which commands reach the running process. */
@NullMarked
package io.camelocsp.standalone.control;

import org.jspecify.annotations.NullMarked;
