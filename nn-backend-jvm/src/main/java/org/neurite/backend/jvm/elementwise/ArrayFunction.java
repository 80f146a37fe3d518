package org.neurite.backend.jvm.elementwise;

import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Lowered;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.Loop;
import org.neurite.backend.jvm.loop.LoopFactory;
import org.neurite.backend.jvm.loop.LoopPlan;

/** A function of arrays that begin at index 0, for kernels. Holds scratch memory of one worker. */
public final class ArrayFunction {
  private final Optional<Loop> loop;
  private final Functions.BlockFunction function;
  private final float[][] table = new float[2][];
  private final float[][] scratch;

  /**
   * Prepares a function.
   *
   * @param kind which, a transcendental one
   * @param loops makes its loop
   * @param most the largest number of elements
   */
  public ArrayFunction(UnaryKind kind, LoopFactory loops, int most) {
    this.loop =
        loops.of(
            new LoopPlan(
                List.of(LoopPlan.Access.WHOLE),
                List.of(new Lowered.Step(new Unary(kind), List.of(0))),
                List.of(DataType.FLOAT32, DataType.FLOAT32),
                List.of(1),
                LoopPlan.Access.WHOLE));
    this.function = Functions.of(kind);
    this.scratch = new float[loop.isPresent() ? 0 : 3][most];
  }

  /**
   * Computes.
   *
   * @param x arguments, padded
   * @param y receives the results, padded
   * @param count number of elements
   */
  public void apply(float[] x, float[] y, int count) {
    if (loop.isPresent()) {
      table[0] = x;
      table[1] = y;
      loop.get().run(table, 0, count);
    } else {
      System.arraycopy(x, 0, y, 0, count);
      function.apply(y, scratch[0], scratch[1], scratch[2], count);
    }
  }
}
