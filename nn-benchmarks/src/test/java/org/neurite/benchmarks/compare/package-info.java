/** The comparison ends in figures or says why not. */
@NullMarked
package org.neurite.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
