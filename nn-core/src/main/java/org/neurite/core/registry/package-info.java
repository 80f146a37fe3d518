/**
 * Which components there are, by kind and name, and how their settings become JSON and back.
 * Built-in components come from one table, plugins from service providers; a file names components,
 * never classes.
 */
@NullMarked
package org.neurite.core.registry;

import org.jspecify.annotations.NullMarked;
