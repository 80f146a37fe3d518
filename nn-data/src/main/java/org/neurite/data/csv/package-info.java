/**
 * Reads CSV files into tables. Kinds of columns are inferred or stated; every fault is answered
 * with file, line and column, what was expected there and what stood there.
 */
@NullMarked
package org.neurite.data.csv;

import org.jspecify.annotations.NullMarked;
