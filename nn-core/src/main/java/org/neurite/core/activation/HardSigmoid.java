package org.neurite.core.activation;

import java.util.List;
import org.neurite.api.component.Activation;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Piecewise linear sigmoid: {@code y = clip(x / 6 + 1/2, 0, 1)}, as in MobileNetV3 (Howard et al.,
 * 2019). The gradient at both kinks is zero.
 */
public record HardSigmoid() implements Activation {
  /** One sixth as networks compute it; PyTorch's gradient is this one in double, too. */
  private static final double SLOPE = 1f / 6;

  @Override
  public Tensor apply(Tensor x) {
    return Composites.customGradient(
        List.of(x),
        in -> in.get(0).add(3).div(6).clamp(0, 1),
        (in, out, g) -> {
          Tensor slope = g.get(0).mul(SLOPE);
          return List.of(in.get(0).abs().lt(3).where(slope, slope.filled(0)));
        });
  }
}
