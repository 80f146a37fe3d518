/** Rows that are Java records of the application. */
@NullMarked
package org.neurite.data.record;

import org.jspecify.annotations.NullMarked;
