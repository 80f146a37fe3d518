/** Kernels in plain Java, and with the Vector API where the JVM offers it. */
@NullMarked
package org.neurite.backend.jvm;

import org.jspecify.annotations.NullMarked;
