/** Benchmarks of the running process, measured from outside; {@code bench/run NAME} runs one. */
@NullMarked
package io.camelocsp.bench;

import org.jspecify.annotations.NullMarked;
