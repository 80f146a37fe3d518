/** Built-in activations: elementwise functions and the softmax, safe at extreme inputs. */
@NullMarked
package org.neurite.core.activation;

import org.jspecify.annotations.NullMarked;
