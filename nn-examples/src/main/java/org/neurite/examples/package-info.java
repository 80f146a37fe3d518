/** One runnable example per idea. */
@NullMarked
package org.neurite.examples;

import org.jspecify.annotations.NullMarked;
