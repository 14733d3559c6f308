/**
 * One Camel processor per workflow step: it moves data between the Exchange and core, nothing else.
 */
@NullMarked
package io.camelocsp.processors;

import org.jspecify.annotations.NullMarked;
