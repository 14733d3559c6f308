/**
 * The audit log: what changed the state of the installation, one JSON object per line, each chained
 * to the one before by a hash, with signed checkpoints; and its verifier.
 */
@NullMarked
package io.camelocsp.audit;

import org.jspecify.annotations.NullMarked;
