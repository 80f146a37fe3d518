/** Plugin projects that are begun on the command line. */
@NullMarked
package org.neurite.cli.plugin;

import org.jspecify.annotations.NullMarked;
