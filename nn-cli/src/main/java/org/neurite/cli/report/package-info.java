/** What the nn command says and writes: figures, metrics files, predictions. */
@NullMarked
package org.neurite.cli.report;

import org.jspecify.annotations.NullMarked;
