@NullMarked
package org.neurite.benchmarks.start;

import org.jspecify.annotations.NullMarked;
