package org.neurite.examples.errors;

import static org.neurite.api.ErrorCode.BAD_MODEL;
import static org.neurite.api.ErrorCode.BAD_SETTING;
import static org.neurite.api.ErrorCode.DUPLICATE_NAME;
import static org.neurite.api.ErrorCode.MISSING_SETTING;
import static org.neurite.api.ErrorCode.UNKNOWN_COMPONENT;
import static org.neurite.api.ErrorCode.UNKNOWN_SETTING;
import static org.neurite.api.ErrorCode.WEIGHTS_MISMATCH;

import java.util.List;
import java.util.Map;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Optimizer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;

/** Mistakes with components, their settings and models. */
final class ComponentMistakes {
  private static final ComponentCodec CODEC = new ComponentCodec(ComponentRegistry.builtIn());

  static final List<Mistake> ALL =
      List.of(
          new Mistake(UNKNOWN_COMPONENT, folder -> CODEC.parse(Optimizer.class, "adan")),
          new Mistake(BAD_SETTING, folder -> new Dropout(1.5)),
          new Mistake(
              UNKNOWN_SETTING,
              folder ->
                  CODEC.parse(Layer.class, "{'type': 'dense', 'unit': 64}".replace('\'', '"'))),
          new Mistake(MISSING_SETTING, folder -> CODEC.parse(Layer.class, "dense")),
          new Mistake(BAD_MODEL, folder -> new ModelBuilder("houses").input(8).build()),
          new Mistake(
              DUPLICATE_NAME,
              folder ->
                  new ModelBuilder("houses")
                      .input(8)
                      .layer("hidden", new Dense(64))
                      .layer("hidden", new Dense(1))
                      .build()),
          new Mistake(WEIGHTS_MISMATCH, folder -> weightsOfAnotherModel()));

  private ComponentMistakes() {}

  private static void weightsOfAnotherModel() {
    Model model = new ModelBuilder("houses").input(8).layer(new Dense(1)).build();
    model.requireFits(
        Map.of(
            "dense_1.weight", NDArray.of(new float[9], 1, 9),
            "dense_1.bias", NDArray.of(new float[1], 1)));
  }
}
