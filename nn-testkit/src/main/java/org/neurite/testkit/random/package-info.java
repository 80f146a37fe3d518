/**
 * Random graphs: small, valid, well-conditioned, and made from a list of integers, so that a
 * property-testing library can make a failing one smaller.
 */
@NullMarked
package org.neurite.testkit.random;

import org.jspecify.annotations.NullMarked;
