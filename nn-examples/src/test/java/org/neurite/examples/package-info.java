/** Every example runs, and its numbers are those that its page tells. */
@NullMarked
package org.neurite.examples;

import org.jspecify.annotations.NullMarked;
