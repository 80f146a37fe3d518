@NullMarked
package org.neurite.benchmarks.subnormal;

import org.jspecify.annotations.NullMarked;
