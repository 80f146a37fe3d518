package org.neurite.core.loss;

import java.util.List;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Brings an anchor nearer to its like than to its unlike (Schroff, Kalenichenko, Philbin,
 * "FaceNet", 2015): {@code max(0, margin + D(a, p) - D(a, n))} with the distance {@code D(u, v) =
 * |u - v + eps|}. The prediction {@code [N, 3, F]} holds anchor, positive and negative; the target
 * {@code [N]} is not looked at. One loss per sample.
 *
 * @param margin lead from which a triplet costs nothing
 * @param eps added to each difference
 */
public record TripletMargin(
    @Setting(doc = "lead from which a triplet costs nothing", defaultValue = "1", min = 0)
        double margin,
    @Setting(doc = "added to each difference", defaultValue = "1e-6", min = 0) double eps)
    implements Loss {

  /** Checks the settings. */
  public TripletMargin {
    Settings.check(TripletMargin.class, "margin", margin);
    Settings.check(TripletMargin.class, "eps", eps);
  }

  /** A margin of 1. */
  public TripletMargin() {
    this(1, 1e-6);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    List<Tensor> x = Targets.parts("triplet-margin", prediction, 3, "anchor, positive, negative");
    Tensor near = distance(x.get(0), x.get(1));
    return near.sub(distance(x.get(0), x.get(2))).add(margin).max(0);
  }

  /** A distance of zero has no direction, so that its gradient is zero. */
  private Tensor distance(Tensor u, Tensor v) {
    return u.sub(v).add(eps).square().sum(-1).max(Float.MIN_NORMAL).sqrt();
  }

  @Override
  public TensorType target(TensorType prediction) {
    return prediction.withShape(Shape.of(prediction.shape().dim(0)));
  }
}
