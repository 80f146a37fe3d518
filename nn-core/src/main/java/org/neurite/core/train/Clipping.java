package org.neurite.core.train;

import java.util.List;
import org.neurite.api.graph.Tensor;

/** Limits gradients before the optimizer sees them. */
public final class Clipping {
  private Clipping() {}

  /**
   * Limits each element to {@code [-limit, limit]}.
   *
   * @param gradients the gradients
   * @param limit the largest magnitude
   * @return the limited gradients
   */
  public static List<Tensor> byValue(List<Tensor> gradients, double limit) {
    return gradients.stream().map(g -> g.clamp(-limit, limit)).toList();
  }

  /**
   * Scales each gradient by itself so that its Euclidean norm is at most a limit: times {@code
   * min(1, limit / (norm + 1e-6))}.
   *
   * @param gradients the gradients
   * @param limit the largest norm
   * @return the scaled gradients
   */
  public static List<Tensor> byNorm(List<Tensor> gradients, double limit) {
    return gradients.stream().flatMap(g -> byGlobalNorm(List.of(g), limit).stream()).toList();
  }

  /**
   * Scales all gradients together so that their common Euclidean norm is at most a limit (Pascanu,
   * Mikolov, Bengio, 2013): times {@code min(1, limit / (norm + 1e-6))}.
   *
   * @param gradients the gradients
   * @param limit the largest norm
   * @return the scaled gradients
   */
  public static List<Tensor> byGlobalNorm(List<Tensor> gradients, double limit) {
    Tensor norm = globalNorm(gradients);
    Tensor scale = norm.constant(limit).div(norm.add(1e-6)).min(1);
    return gradients.stream().map(g -> g.mul(scale)).toList();
  }

  /**
   * The Euclidean norm of all gradients as one vector.
   *
   * @param gradients the gradients, at least one
   * @return a scalar
   */
  public static Tensor globalNorm(List<Tensor> gradients) {
    return gradients.stream().map(g -> g.square().sum()).reduce(Tensor::add).orElseThrow().sqrt();
  }
}
