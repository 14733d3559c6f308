/**
 * The policy of each workflow step, and the values that travel between steps. Plain Java: what a
 * processor calls, and what can be tested without Camel.
 */
@NullMarked
package io.camelocsp.workflow;

import org.jspecify.annotations.NullMarked;
