/** The comparison: subjects take turns, each in a JVM of its own; medians, ranges and ratios. */
@NullMarked
package org.neurite.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
