/** Built-in losses: one value per element or sample, and how much each counts in the mean. */
@NullMarked
package org.neurite.core.loss;

import org.jspecify.annotations.NullMarked;
