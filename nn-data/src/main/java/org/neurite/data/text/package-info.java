/** Texts for models of characters: each character, and the one that follows. */
@NullMarked
package org.neurite.data.text;

import org.jspecify.annotations.NullMarked;
