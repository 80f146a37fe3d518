/**
 * Bounds on weights. Which parameters obey is said by a {@link
 * org.neurite.core.train.ParameterGroup}.
 */
package org.neurite.core.constraint;
