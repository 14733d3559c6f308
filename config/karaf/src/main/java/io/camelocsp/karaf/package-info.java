/** The OSGi component: installations from the Config Admin, each in a Camel context of its own. */
@NullMarked
package io.camelocsp.karaf;

import org.jspecify.annotations.NullMarked;
