/**
 * The default backend: kernels in Java on arrays of floats. It is found as a service. Another
 * backend can use its kernels through {@link org.neurite.backend.jvm.JvmKernels}.
 */
@NullMarked
package org.neurite.backend.jvm;

import org.jspecify.annotations.NullMarked;
