/**
 * Evaluates a traced graph node by node in double precision, written for clarity: the oracle that
 * compiler passes, kernels and backends are tested against. One short method per operation, found
 * through one table; no state outlives a run.
 */
@NullMarked
package org.neurite.reference;

import org.jspecify.annotations.NullMarked;
