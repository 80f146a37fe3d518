/**
 * Training on data larger than memory: a table that is read piece by piece, its preprocessing
 * learnt in one pass, its rows shuffled in a buffer.
 */
@NullMarked
package org.neurite.data.stream;

import org.jspecify.annotations.NullMarked;
