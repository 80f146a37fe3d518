/**
 * The default backend: kernels in Java on arrays of floats. It is found as a service; what is
 * public here is the provider alone.
 */
@NullMarked
package org.neurite.backend.jvm;

import org.jspecify.annotations.NullMarked;
