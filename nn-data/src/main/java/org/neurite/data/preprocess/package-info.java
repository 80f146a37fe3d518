/**
 * Preprocessing: what was learnt from the training rows to turn a row of a table into a network's
 * input, and its output into an answer. Immutable records, kept as JSON inside the model file, so
 * that prediction needs nothing else.
 */
@NullMarked
package org.neurite.data.preprocess;

import org.jspecify.annotations.NullMarked;
