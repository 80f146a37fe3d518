/**
 * A backend that leaves matrix products and convolutions to ND4J's native libraries, and everything
 * else to the kernels of the JVM backend. It is found as a service; what is public here is the
 * provider alone.
 */
@NullMarked
package org.neurite.backend.nd4j;

import org.jspecify.annotations.NullMarked;
