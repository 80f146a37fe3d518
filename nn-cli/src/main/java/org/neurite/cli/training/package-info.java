/** What nn train does between reading its options and writing its model. */
@NullMarked
package org.neurite.cli.training;

import org.jspecify.annotations.NullMarked;
