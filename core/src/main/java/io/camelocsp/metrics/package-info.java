/** What is counted while requests and lists go by. The labels are configured names, never more. */
@NullMarked
package io.camelocsp.metrics;

import org.jspecify.annotations.NullMarked;
