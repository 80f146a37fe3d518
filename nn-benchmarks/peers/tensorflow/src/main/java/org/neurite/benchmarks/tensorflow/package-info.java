/** TensorFlow-Java as a subject. */
@NullMarked
package org.neurite.benchmarks.tensorflow;

import org.jspecify.annotations.NullMarked;
