/** What is measured: networks, batches and how they are trained, the same for every subject. */
@NullMarked
package org.neurite.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
