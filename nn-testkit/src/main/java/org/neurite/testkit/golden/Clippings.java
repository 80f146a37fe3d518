package org.neurite.testkit.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.neurite.api.graph.Tensor;
import org.neurite.core.train.Clipping;

/** Limits on gradients. */
final class Clippings {
  private Clippings() {}

  static void enter(Map<String, Subject> table) {
    table.put(
        "clip_by_value", clipping((g, attrs) -> Clipping.byValue(g, attrs.number("clip_value"))));
    table.put(
        "clip_by_global_norm",
        clipping(
            (g, attrs) -> {
              attrs.describe("eps");
              return Clipping.byGlobalNorm(g, attrs.number("max_norm"));
            }));
  }

  private static Subject clipping(BiFunction<List<Tensor>, Attributes, List<Tensor>> function) {
    return new TracedSubject(
        (scene, attrs) -> {
          List<Tensor> gradients = List.of(scene.array("g1"), scene.array("g2"));
          List<Tensor> clipped = function.apply(gradients, attrs);
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          outputs.put("g1", clipped.get(0));
          outputs.put("g2", clipped.get(1));
          outputs.put("total_norm", Clipping.globalNorm(gradients));
          return outputs;
        });
  }
}
