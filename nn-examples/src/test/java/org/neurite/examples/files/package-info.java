/** Model files that nobody vouches for: damaged ones, hostile ones, and those of older releases. */
@NullMarked
package org.neurite.examples.files;

import org.jspecify.annotations.NullMarked;
