/** Plugins as users have them: in jars of their own, seen through class loaders and modules. */
@NullMarked
package org.neurite.examples.plugins;

import org.jspecify.annotations.NullMarked;
