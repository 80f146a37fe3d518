/** Steps are timed as stated. */
@NullMarked
package org.neurite.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
