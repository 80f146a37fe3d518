/**
 * Compares the library with numbers from elsewhere. Driven by files: each case says what is
 * computed, from what, and what must come out; a table turns its {@code op} into components.
 */
@NullMarked
package org.neurite.testkit.golden;

import org.jspecify.annotations.NullMarked;
