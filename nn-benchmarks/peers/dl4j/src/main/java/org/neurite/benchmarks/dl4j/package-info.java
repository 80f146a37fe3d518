/** Deeplearning4j as a subject. */
@NullMarked
package org.neurite.benchmarks.dl4j;

import org.jspecify.annotations.NullMarked;
