/**
 * What Neurite tells the JDK's Flight Recorder: one event each for a training step, a compiled
 * program, a written checkpoint and a prediction. Who records nothing pays one test for each.
 */
@NullMarked
package org.neurite.core.event;

import org.jspecify.annotations.NullMarked;
