/** Built-in schedules: the learning rate as a function of the step. */
@NullMarked
package org.neurite.core.schedule;

import org.jspecify.annotations.NullMarked;
