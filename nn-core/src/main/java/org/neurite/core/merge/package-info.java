/** Built-in merges: how several branches become one tensor. */
@NullMarked
package org.neurite.core.merge;

import org.jspecify.annotations.NullMarked;
