package olfaction;

import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * How a fly tells smells apart (Dasgupta, Stevens, Navlakha, "A neural algorithm for a fundamental
 * computing problem", 2017), {@code [N, F] -> [N, cells]}: each sample's mean is taken off, each of
 * many cells adds up a few features chosen at random, and only the cells that are excited most stay
 * active. Nothing is learnt here: which features a cell reads follows from the layer's own seed,
 * whatever the seed of the training.
 */
public record OlfactoryProjection(
    @Setting(doc = "how many cells, many times the features", defaultValue = "640", min = 1)
        int cells,
    @Setting(doc = "features that each cell reads", defaultValue = "6", min = 1) int inputs,
    @Setting(doc = "cells that stay active", defaultValue = "32", min = 1) int winners,
    @Setting(doc = "decides which features a cell reads", defaultValue = "1") long seed)
    implements Layer {
  public OlfactoryProjection {
    Settings.check(OlfactoryProjection.class, "cells", cells);
    Settings.check(OlfactoryProjection.class, "inputs", inputs);
    Settings.check(OlfactoryProjection.class, "winners", winners);
    Settings.require(
        winners <= cells, OlfactoryProjection.class, "winners", "at most " + cells, winners);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor x) {
    requireEnough(x.shape());
    Shape shape = Shape.of(cells, x.shape().size(-1));
    Initializer wiring = (dims, random) -> wiring(dims);
    Tensor wires = ctx.state("wires", shape, wiring);
    Tensor excited = x.sub(x.meanKeepDims(-1)).matmul(wires, false, true);
    return ctx.op(new WinnerTakeAll(winners), excited);
  }

  private void requireEnough(Shape shape) {
    if (shape.rank() != 2 || shape.size(1) < inputs) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("olfaction:projection")
              .expected("samples of at least " + inputs + " features each")
              .found(shape.toString())
              .mend("let each cell read fewer of them, or flatten the input"));
    }
  }

  /** Row by row, 1 for each feature that the cell reads, all different. */
  private float[] wiring(Shape shape) {
    int features = shape.size(1);
    float[] wires = new float[cells * features];
    RandomStream random = new RandomStream(seed, RandomStream.nodeKey("olfaction"), 0);
    long drawn = 0;
    for (int cell = 0; cell < cells; cell++) {
      for (int left = inputs; left > 0; ) {
        int feature = (int) (random.uniformAt(drawn++) * features);
        int wire = cell * features + feature;
        if (wires[wire] == 0) {
          wires[wire] = 1;
          left--;
        }
      }
    }
    return wires;
  }
}
