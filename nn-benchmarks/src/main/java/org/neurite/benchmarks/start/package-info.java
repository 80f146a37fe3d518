/** What a JVM that has just started takes to its first prediction. */
@NullMarked
package org.neurite.benchmarks.start;

import org.jspecify.annotations.NullMarked;
