package org.neurite.core.activation;

import java.util.List;
import org.neurite.api.component.Activation;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Softsign (Bergstra et al., 2009): {@code y = x / (1 + |x|)}; its derivative is {@code 1 / (1 +
 * |x|)^2}.
 */
public record Softsign() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    // The quotient rule would subtract nearly equal numbers for large x.
    return Composites.customGradient(
        List.of(x),
        in -> in.get(0).div(in.get(0).abs().add(1)),
        (in, out, g) -> {
          Tensor room = in.get(0).abs().add(1);
          return List.of(g.get(0).div(room).div(room));
        });
  }
}
