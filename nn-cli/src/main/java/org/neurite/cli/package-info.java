/** The nn command: trains, predicts and inspects from a shell. */
@NullMarked
package org.neurite.cli;

import org.jspecify.annotations.NullMarked;
