/** Turns files and tables into what a network reads, and keeps how it was done. */
@NullMarked
package org.neurite.data;

import org.jspecify.annotations.NullMarked;
