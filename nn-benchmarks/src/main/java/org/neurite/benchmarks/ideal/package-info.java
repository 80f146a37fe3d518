/**
 * Training steps written by hand for one network each, as fast as plain code gets: what a general
 * compiler is measured against.
 */
@NullMarked
package org.neurite.benchmarks.ideal;

import org.jspecify.annotations.NullMarked;
