/** The demonstration: a CA made on the spot, and what it shows. */
@NullMarked
package io.camelocsp.standalone.demo;

import org.jspecify.annotations.NullMarked;
