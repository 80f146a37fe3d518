/**
 * Loops generated for fused groups: one class for each structure, which reads every operand once,
 * computes all steps in registers and writes every result once.
 */
@NullMarked
package org.neurite.backend.jvm.loop;

import org.jspecify.annotations.NullMarked;
