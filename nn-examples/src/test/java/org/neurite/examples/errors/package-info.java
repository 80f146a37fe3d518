/** The page of errors: complete, and its messages are those that mistakes really get. */
@NullMarked
package org.neurite.examples.errors;

import org.jspecify.annotations.NullMarked;
