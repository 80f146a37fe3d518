/**
 * Built-in metrics. Accumulators take predictions batch by batch, merge, and are exact over partial
 * batches.
 */
@NullMarked
package org.neurite.core.metric;

import org.jspecify.annotations.NullMarked;
