package org.neurite.testkit.backend;

import java.util.List;
import java.util.Map;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.random.RandomGraph;

/** Composites that a backend may claim, along axes of several sizes, with their gradients. */
final class CompositeCases {
  private static final List<Integer> SIZES = List.of(1, 3, 16, 33);

  private CompositeCases() {}

  static Map<String, RandomGraph> all() {
    Cases cases = new Cases();
    for (int size : SIZES) {
      Tensor x = Cases.input("x", Shape.batchOf(size));
      Tensor images = Cases.input("x", Shape.batchOf(3, size));
      Tensor target = Cases.input("t", Shape.batchOf(size));
      one(cases, "softmax of " + size, x, Composites.softmax(x, 1));
      one(cases, "softmax across " + size, images, Composites.softmax(images, 1));
      one(cases, "log softmax of " + size, x, Composites.logSoftmax(x, 1));
      one(cases, "layer norm of " + size, x, Composites.layerNorm(x, 1e-2, 1));
      one(cases, "gelu of " + size, x, Composites.gelu(x, false));
      one(cases, "gelu by tanh of " + size, x, Composites.gelu(x, true));
      one(cases, "silu of " + size, x, Composites.silu(x));
      one(cases, "softplus of " + size, x, Composites.softplus(x));
      cases.differentiated(
          "softmax cross-entropy of " + size,
          List.of(x, target),
          List.of(),
          Composites.softmaxCrossEntropy(x, Composites.softmax(target, 1)));
    }
    return cases.all();
  }

  private static void one(Cases cases, String name, Tensor x, Tensor y) {
    cases.differentiated(name, List.of(x), List.of(), y);
  }
}
