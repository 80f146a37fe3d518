/** Time series: windows of the past, and what follows them. */
@NullMarked
package org.neurite.data.series;

import org.jspecify.annotations.NullMarked;
