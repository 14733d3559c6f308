/**
 * The configuration: reading {@code ocsp.properties}, binding it once and strictly into immutable
 * records, and saying everything that is wrong with it at once. Plain Java, no Camel.
 *
 * <p>{@link io.camelocsp.config.ConfigurationLoader} is where to start reading.
 */
@NullMarked
package io.camelocsp.config;

import org.jspecify.annotations.NullMarked;
