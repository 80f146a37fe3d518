/** PyTorch through DJL as a subject. */
@NullMarked
package org.neurite.benchmarks.djl;

import org.jspecify.annotations.NullMarked;
