/** Evaluates a traced graph node by node in double precision, written for clarity. */
@NullMarked
package org.neurite.reference;

import org.jspecify.annotations.NullMarked;
