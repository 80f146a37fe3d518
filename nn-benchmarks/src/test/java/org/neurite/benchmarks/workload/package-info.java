/** Every subject gets the same work. */
@NullMarked
package org.neurite.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
