/**
 * Columns of a table in memory: numbers, or categories with their sorted values. A missing value is
 * a value of either kind, so that everything built on columns has to say what it makes of it.
 */
@NullMarked
package org.neurite.data.column;

import org.jspecify.annotations.NullMarked;
