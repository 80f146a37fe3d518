/** How long a plugin takes to be found among many. */
@NullMarked
package org.neurite.benchmarks.plugin;

import org.jspecify.annotations.NullMarked;
