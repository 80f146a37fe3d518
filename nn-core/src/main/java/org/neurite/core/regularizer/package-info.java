/**
 * Prices on the size of weights. Which parameters pay is said by a {@link
 * org.neurite.core.train.ParameterGroup}.
 */
package org.neurite.core.regularizer;
