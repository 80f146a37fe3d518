package org.neurite.testkit;

import java.util.List;
import org.neurite.api.component.Component;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Trace;

/** What every merge must do. Inherit it, name the merge, and say what it joins. */
public abstract class MergeContract extends TracedContract {
  /** Made for inheritance. */
  protected MergeContract() {}

  /**
   * What is tested.
   *
   * @return the merge, with the settings to test
   */
  protected abstract Merge merge();

  /**
   * What it joins.
   *
   * @return type of a batch of each input, for instance {@code float32[N, 4]} twice
   */
  protected abstract List<TensorType> inputs();

  @Override
  protected final Component component() {
    return merge();
  }

  @Override
  final List<TensorType> inputTypes() {
    return inputs();
  }

  @Override
  final Tensor traced(Trace trace, List<Tensor> inputs) {
    Layer joined =
        (ctx, first) ->
            merge().apply(ctx, inputs.stream().map(input -> input.at(ctx.path())).toList());
    return trace.apply("", "merge", joined, inputs.get(0));
  }
}
