/** Neurite as a subject, used as an application would: models, trainers, predictors. */
@NullMarked
package org.neurite.benchmarks.neurite;

import org.jspecify.annotations.NullMarked;
