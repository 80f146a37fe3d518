/** Code that the documentation quotes. */
@NullMarked
package org.neurite.examples.docs;

import org.jspecify.annotations.NullMarked;
