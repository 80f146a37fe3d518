/** JVMs that have just started, and figures over several of them. */
@NullMarked
package org.neurite.benchmarks.jvm;

import org.jspecify.annotations.NullMarked;
