/** Encog as a subject. */
@NullMarked
package org.neurite.benchmarks.encog;

import org.jspecify.annotations.NullMarked;
