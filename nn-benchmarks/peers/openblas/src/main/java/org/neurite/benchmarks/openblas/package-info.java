/** OpenBLAS as a subject. */
@NullMarked
package org.neurite.benchmarks.openblas;

import org.jspecify.annotations.NullMarked;
