/** Every kernel is a program that runs. */
@NullMarked
package org.neurite.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
