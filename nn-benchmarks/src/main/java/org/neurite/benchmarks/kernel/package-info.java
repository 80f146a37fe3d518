/** Kernels of a backend, timed with JMH and set against the processor's peak. */
@NullMarked
package org.neurite.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
