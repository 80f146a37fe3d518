/**
 * Whether the Vector API is used, and whether loops written with it are compiled yet. Classes that
 * use it stand behind this probe: without the module {@code jdk.incubator.vector} they can't be
 * loaded.
 */
@NullMarked
package org.neurite.backend.jvm.simd;

import org.jspecify.annotations.NullMarked;
