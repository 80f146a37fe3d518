/** Kernels of operations that move, select, pool or repeat, and what all kernels are bound with. */
@NullMarked
package org.neurite.backend.jvm.kernel;

import org.jspecify.annotations.NullMarked;
