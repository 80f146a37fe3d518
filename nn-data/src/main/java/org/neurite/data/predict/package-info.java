/**
 * Predictions in an application's own types, by the preprocessing that a model carries: records and
 * maps become inputs; outputs become numbers in the target's unit, labels and probabilities.
 */
@NullMarked
package org.neurite.data.predict;

import org.jspecify.annotations.NullMarked;
