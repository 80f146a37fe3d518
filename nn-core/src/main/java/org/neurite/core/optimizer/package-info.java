/** Built-in optimizers: traced updates of one parameter, in PyTorch's formulas. */
@NullMarked
package org.neurite.core.optimizer;

import org.jspecify.annotations.NullMarked;
