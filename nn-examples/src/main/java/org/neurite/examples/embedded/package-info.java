/** An application with a model inside: an HTTP service that says what a house is worth. */
@NullMarked
package org.neurite.examples.embedded;

import org.jspecify.annotations.NullMarked;
