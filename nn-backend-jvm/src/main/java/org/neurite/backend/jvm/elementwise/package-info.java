/** Elementwise work, fused or not, block by block in memory that stays in the first-level cache. */
@NullMarked
package org.neurite.backend.jvm.elementwise;

import org.jspecify.annotations.NullMarked;
