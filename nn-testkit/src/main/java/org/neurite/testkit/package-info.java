/**
 * What authors of plugins and backends test with: gradients against finite differences, graphs in
 * readable form, and tolerances stated once. Everything compares with the reference interpreter,
 * which computes in double precision.
 */
@NullMarked
package org.neurite.testkit;

import org.jspecify.annotations.NullMarked;
