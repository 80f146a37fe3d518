@NullMarked
package org.neurite.benchmarks.callers;

import org.jspecify.annotations.NullMarked;
