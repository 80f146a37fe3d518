/** Examples that the nn command can run. */
@NullMarked
package org.neurite.cli.example;

import org.jspecify.annotations.NullMarked;
