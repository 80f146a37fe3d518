/** Where an application begins: models, training and prediction. */
@NullMarked
package org.neurite.core;

import org.jspecify.annotations.NullMarked;
