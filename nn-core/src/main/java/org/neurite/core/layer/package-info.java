/** Built-in layers, and those that are made of other layers. */
@NullMarked
package org.neurite.core.layer;

import org.jspecify.annotations.NullMarked;
