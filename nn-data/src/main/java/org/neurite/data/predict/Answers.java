package org.neurite.data.predict;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.model.Model;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Target;

/** What a network's output says of its target. */
final class Answers {
  private final Model model;
  private final Target target;
  private final int steps;

  private Answers(Model model, Target target, int steps) {
    this.model = model;
    this.target = target;
    this.steps = steps;
  }

  Answers(Model model, Target target) {
    this(model, target, 1);
  }

  /**
   * Of a network that says what follows each step, {@code [labels, steps]}, what follows the last
   * one.
   */
  static Answers afterTheLastStep(Model model, Target target, int steps) {
    Shape output = model.outputType().shape();
    boolean isOfEach =
        output.elements(1) == (long) target.outputs() * steps
            && output.rank() == 3
            && output.dim(1).equals(Dim.of(target.outputs()));
    return new Answers(model, target, isOfEach ? steps : 1);
  }

  private boolean fits() {
    return model.outputType().shape().elements(1) == (long) target.outputs() * steps;
  }

  /** What can be answered, for messages; nothing if the network has other outputs. */
  String types() {
    if (!fits()) {
      return "";
    }
    return target instanceof NumberTarget
        ? "Double, Float"
        : "String (the label), " + Classification.class.getName() + ", an enum of the labels";
  }

  Optional<OutputDecoder<?>> decoder(Type type) {
    if (!fits()) {
      return Optional.empty();
    }
    if (target instanceof NumberTarget number) {
      return number(type, number);
    }
    return classes(type, (ClassTarget) target);
  }

  private Optional<OutputDecoder<?>> number(Type type, NumberTarget number) {
    if (type.equals(Double.class)) {
      return Optional.of(output -> number.decode(finite(output)[0]));
    }
    if (type.equals(Float.class)) {
      return Optional.of(output -> (float) number.decode(finite(output)[0]));
    }
    return Optional.empty();
  }

  private Optional<OutputDecoder<?>> classes(Type type, ClassTarget classes) {
    if (type.equals(String.class)) {
      return Optional.of(output -> classes.label(last(output)));
    }
    if (type.equals(Classification.class)) {
      boolean given = classes.areProbabilities(model);
      return Optional.of(
          output -> {
            float[] scores = last(output);
            float[] probabilities = scores == output ? output.clone() : scores;
            if (!given) {
              ClassTarget.toProbabilities(probabilities);
            }
            return new Classification(classes.labels(), probabilities);
          });
    }
    if (type instanceof Class<?> constants && constants.isEnum()) {
      List<?> byLabel = LabelEnum.constants(model.name(), constants, classes);
      return Optional.of(output -> byLabel.get(best(last(output))));
    }
    return Optional.empty();
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /** What is said after the last step: the output itself where there is one step. */
  private float[] last(float[] output) {
    finite(output);
    if (steps == 1) {
      return output;
    }
    float[] scores = new float[target.outputs()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = output[(i + 1) * steps - 1];
    }
    return scores;
  }

  private float[] finite(float[] output) {
    for (float value : output) {
      if (!Float.isFinite(value)) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(model.name() + ", predictor")
                .expected("a sample within the network's range")
                .found("one for which it gives " + value)
                .mend("look for numbers far beyond those of the training data"));
      }
    }
    return output;
  }
}
