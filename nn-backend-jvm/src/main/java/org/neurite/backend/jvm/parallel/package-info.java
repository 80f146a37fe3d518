/**
 * The worker team: a few threads that share the parts of one job at a time, wake fast and sleep
 * when there is nothing to do.
 */
@NullMarked
package org.neurite.backend.jvm.parallel;

import org.jspecify.annotations.NullMarked;
