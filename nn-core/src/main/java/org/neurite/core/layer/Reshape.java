package org.neurite.core.layer;

import java.util.Arrays;
import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Other dimensions for each sample, row-major: {@code [N, ..] -> [N, sizes..]}.
 *
 * @param sizes dimensions of a sample; one may be -1, which is computed from the others
 */
public record Reshape(
    @Setting(doc = "dimensions of a sample; one may be -1 and is computed") List<Integer> sizes)
    implements Layer {

  /** Checks the settings. */
  public Reshape {
    sizes = List.copyOf(sizes);
    Settings.require(
        sizes.stream().allMatch(s -> s > 0 || s == -1)
            && sizes.stream().filter(s -> s == -1).count() <= 1,
        Reshape.class,
        "sizes",
        "positive numbers, at most one of them -1",
        sizes);
  }

  /**
   * The same with the sizes one by one.
   *
   * @param sizes dimensions of a sample
   */
  public Reshape(int... sizes) {
    this(Arrays.stream(sizes).boxed().toList());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 1, "reshape", "[N, ..]");
    Shape sample = input.shape().without(0);
    long elements = sample.elements().size();
    long stated =
        sizes.stream().filter(s -> s > 0).mapToLong(s -> s).reduce(1, Math::multiplyExact);
    long inferred = elements / stated;
    boolean fits = sizes.contains(-1) ? inferred * stated == elements : stated == elements;
    if (!fits || inferred == 0) {
      throw Inputs.mismatch(
          ctx, "reshape", elements + " elements per sample, as in " + input.type(), "" + sizes, "");
    }
    List<Dim> dims = sizes.stream().map(s -> Dim.of(s == -1 ? inferred : s)).toList();
    return input.reshape(new Shape(dims).insert(0, input.dim(0)));
  }
}
