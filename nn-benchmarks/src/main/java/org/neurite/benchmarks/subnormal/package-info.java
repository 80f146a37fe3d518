/** What numbers below the smallest normal one cost a training. */
@NullMarked
package org.neurite.benchmarks.subnormal;

import org.jspecify.annotations.NullMarked;
