package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Layers side by side on the same input, their outputs merged. Children are named as in {@link
 * Sequential}.
 *
 * @param branches the layers, at least one
 * @param merge what makes one tensor of their outputs
 */
public record Parallel(
    @Setting(doc = "layers that each get the input") List<Layer> branches,
    @Setting(doc = "what joins their outputs", defaultValue = "concat") Merge merge)
    implements Layer {

  /** Checks the settings. */
  public Parallel {
    branches = List.copyOf(branches);
    Objects.requireNonNull(merge, "merge");
    Settings.require(!branches.isEmpty(), Parallel.class, "branches", "at least one layer", "none");
  }

  /**
   * The same with the branches one by one.
   *
   * @param merge what makes one tensor of their outputs
   * @param branches the layers, at least one
   */
  public Parallel(Merge merge, Layer... branches) {
    this(List.of(branches), merge);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    List<Tensor> outputs = new ArrayList<>();
    for (Named branch : LayerNames.of(branches)) {
      outputs.add(ctx.child(branch.name(), branch.layer(), input));
    }
    return merge.apply(ctx, outputs);
  }
}
