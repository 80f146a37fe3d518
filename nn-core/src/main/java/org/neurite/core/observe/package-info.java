/**
 * What whoever measures predictions sees of them: how long each took, how busy the predictors are.
 */
@NullMarked
package org.neurite.core.observe;

import org.jspecify.annotations.NullMarked;
