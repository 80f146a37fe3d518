/**
 * The house rules, held by tests: which module may know which, how long a file may get, and that
 * the build's lists agree with each other. They live here because this module sees all the others.
 */
@NullMarked
package org.neurite.examples.house;

import org.jspecify.annotations.NullMarked;
