/** Built-in initializers: first values of parameters, computed on the host from a seed. */
@NullMarked
package org.neurite.core.initializer;

import org.jspecify.annotations.NullMarked;
