/**
 * The contract of a backend. An author inherits {@link org.neurite.testkit.backend.BackendContract}
 * and names the backend; the other classes here are what it compares.
 */
@NullMarked
package org.neurite.testkit.backend;

import org.jspecify.annotations.NullMarked;
