/**
 * Turns files and tables into what a network reads, and keeps how it was done. A {@link
 * org.neurite.data.Table} becomes {@link org.neurite.data.TabularData} by saying what is to be
 * learnt, and that a {@link org.neurite.data.Split} by holding some rows back.
 */
@NullMarked
package org.neurite.data;

import org.jspecify.annotations.NullMarked;
