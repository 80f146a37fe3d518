/**
 * Reads images and labels in the IDX format (LeCun, Cortes, Burges, 1998), plain or packed with
 * gzip. Strict: a file with a byte too few or too many is refused.
 */
@NullMarked
package org.neurite.data.idx;

import org.jspecify.annotations.NullMarked;
