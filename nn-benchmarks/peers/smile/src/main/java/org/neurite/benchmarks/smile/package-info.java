/** Smile as a subject. */
@NullMarked
package org.neurite.benchmarks.smile;

import org.jspecify.annotations.NullMarked;
