/**
 * The contract of a backend. An author inherits {@link org.neurite.testkit.backend.BackendContract}
 * and {@link org.neurite.testkit.backend.KilledTrainingContract} and names the backend; the other
 * classes here are what they compare.
 */
@NullMarked
package org.neurite.testkit.backend;

import org.jspecify.annotations.NullMarked;
