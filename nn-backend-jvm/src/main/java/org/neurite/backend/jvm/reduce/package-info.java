/**
 * Reductions. The work is cut into pieces whose size depends on shapes alone, and the pieces'
 * results are combined in a fixed order: the bits do not depend on the number of threads.
 */
@NullMarked
package org.neurite.backend.jvm.reduce;

import org.jspecify.annotations.NullMarked;
