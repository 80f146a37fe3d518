package org.neurite.testkit;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.Component;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.GraphModelBuilder;
import org.neurite.core.model.Model;
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

  /** Inputs have no names of their own. */
  @Override
  final Model model() {
    GraphModelBuilder graph = new GraphModelBuilder("contract");
    List<String> names = new ArrayList<>();
    for (TensorType input : inputs()) {
      String name = "input" + names.size();
      int[] sizes =
          input.shape().without(0).dims().stream().mapToInt(MergeContract::size).toArray();
      if (input.dataType().isFloating()) {
        graph.input(name, sizes);
      } else {
        graph.indices(name, sizes);
      }
      names.add(name);
    }
    return graph
        .merge("merged", merge(), names.toArray(String[]::new))
        .outputs("merged")
        .build()
        .model();
  }

  private static int size(Dim dim) {
    return Math.toIntExact(dim.size());
  }

  /** Side by side, sample by sample. */
  @Override
  final NDArray samples(List<NDArray> inputs) {
    if (inputs.size() == 1) {
      return inputs.get(0);
    }
    int n = inputs.get(0).shape().size(0);
    int width = inputs.stream().mapToInt(input -> input.length() / n).sum();
    double[] rows = new double[n * width];
    for (int i = 0; i < n; i++) {
      int at = i * width;
      for (NDArray input : inputs) {
        double[] row = Trial.row(input, i).toDoubles();
        System.arraycopy(row, 0, rows, at, row.length);
        at += row.length;
      }
    }
    return NDArray.of(rows, n, width);
  }
}
