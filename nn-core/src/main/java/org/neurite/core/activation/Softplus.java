package org.neurite.core.activation;

import java.util.List;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Smooth rectifier (Dugas et al., 2001): {@code y = ln(1 + e^(beta x)) / beta}, without overflow
 * and without a cut-over to the line.
 *
 * @param beta sharpness, above 0; the larger, the nearer to relu
 */
public record Softplus(
    @Setting(doc = "sharpness, above 0", defaultValue = "1", min = Float.MIN_NORMAL) double beta)
    implements Activation {

  /** Checks the settings. */
  public Softplus {
    Settings.check(Softplus.class, "beta", beta);
  }

  /** A beta of 1. */
  public Softplus() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (beta == 1) {
      return Composites.softplus(x);
    }
    // softplus(beta x) / beta would overflow for large x; this form does not, but has a kink in
    // each of its terms at 0, so its gradient is stated.
    return Composites.customGradient(
        List.of(x),
        in -> {
          Tensor small = in.get(0).abs().mul(-beta).exp().log1p().div(beta);
          return in.get(0).max(0).add(small);
        },
        (in, out, g) -> List.of(g.get(0).mul(in.get(0).mul(beta).sigmoid())));
  }
}
