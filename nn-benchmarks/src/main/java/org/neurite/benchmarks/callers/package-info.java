/** Predictions of many threads on one predictor. */
@NullMarked
package org.neurite.benchmarks.callers;

import org.jspecify.annotations.NullMarked;
