package org.neurite.backend.jvm.elementwise;

import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Lowered;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.kernel.Resources;
import org.neurite.backend.jvm.loop.Loop;

/** A fused group bound to memory. Workers use their own numbers and do not disturb each other. */
public interface Group extends Blocks {
  /**
   * Binds a group: to a generated loop, or where there is none to an interpreter.
   *
   * @param fused the group; its reduction, if any, is left to the caller
   * @param types types of its operands
   * @param operands their arrays
   * @param outputs arrays of its results, null where one is not used; none if the caller reads the
   *     blocks
   * @param resources the session's
   * @return the bound group
   */
  static Group of(
      Lowered.Fused fused,
      List<TensorType> types,
      float[][] operands,
      float[][] outputs,
      Resources resources) {
    int workers = resources.team().size();
    LoopBinding binding = new LoopBinding(fused, types, operands, outputs, workers);
    Optional<Loop> loop = resources.loops().of(binding.plan());
    return loop.isPresent()
        ? new LoopProgram(loop.get(), resources.loops().stride(), binding)
        : new BlockCompiler(fused, types, operands, outputs, workers).compile();
  }

  /**
   * Work per element.
   *
   * @return quarters of a nanosecond, roughly
   */
  int cost();

  /**
   * Computes and stores the results of a range.
   *
   * @param from flat index of the first element
   * @param to flat index after the last
   * @param worker the worker
   */
  void store(int from, int to, int worker);
}
