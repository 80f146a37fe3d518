/**
 * Matrix products and convolutions. {@link org.neurite.backend.jvm.linear.Gemm} is the one place
 * where large products are computed; everything else feeds it panels and takes rows from it.
 */
@NullMarked
package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.NullMarked;
