package org.neurite.backend.jvm.loop;

import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.LoopCode.Local;

/** Writes operations as code, for one element or for as many as a vector holds. */
interface LoopOps {
  /** By how much the index of the loop grows. */
  int stride();

  /** Reads an array. */
  Local load(int array, LoopPlan.Access access);

  /** Writes an array. */
  void store(int array, LoopPlan.Access access, Local value);

  /** A number known now. */
  Local constant(float value);

  /** A function of one operand. */
  Local unary(UnaryKind kind, Local x);

  /** A function of two operands. */
  Local binary(BinaryKind kind, boolean integer, Local a, Local b);

  /** The first where the condition holds, else the second. */
  Local where(Local condition, Local a, Local b);

  /** A conversion. */
  Local cast(DataType from, DataType to, Local x);
}
