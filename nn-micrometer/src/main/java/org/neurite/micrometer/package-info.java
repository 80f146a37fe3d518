/** What an application's monitoring sees of predictions and trainings. */
@NullMarked
package org.neurite.micrometer;

import org.jspecify.annotations.NullMarked;
