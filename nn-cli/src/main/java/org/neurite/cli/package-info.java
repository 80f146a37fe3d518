/**
 * The nn command: one class per subcommand, options that several share as mixins, and one place
 * that turns what went wrong into a message and an exit code.
 */
@NullMarked
package org.neurite.cli;

import org.jspecify.annotations.NullMarked;
