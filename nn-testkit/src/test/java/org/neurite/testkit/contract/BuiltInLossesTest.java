package org.neurite.testkit.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossReduction;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.loss.BinaryCrossEntropy;
import org.neurite.core.loss.CosineEmbedding;
import org.neurite.core.loss.FocalLoss;
import org.neurite.core.loss.GaussianNll;
import org.neurite.core.loss.Hinge;
import org.neurite.core.loss.Huber;
import org.neurite.core.loss.JointLoss;
import org.neurite.core.loss.KlDivergence;
import org.neurite.core.loss.LogCosh;
import org.neurite.core.loss.MeanAbsoluteError;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.MultiMargin;
import org.neurite.core.loss.NegativeLogLikelihood;
import org.neurite.core.loss.PoissonNll;
import org.neurite.core.loss.ProbabilityCrossEntropy;
import org.neurite.core.loss.ReducedLoss;
import org.neurite.core.loss.SmoothL1;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.loss.TripletMargin;
import org.neurite.testkit.LossContract;

@ParameterizedClass
@MethodSource("cases")
class BuiltInLossesTest extends LossContract {
  private static final Shape ROWS = Shape.batchOf(4);

  @Parameter Case chosen;

  /** A loss, its predictions, targets that are taken in turn, and where it must stay finite. */
  record Case(
      Loss loss, Shape prediction, Shape target, List<Double> values, double low, double high) {
    static Case of(Loss loss, Shape prediction, Shape target, Double... values) {
      return new Case(loss, prediction, target, List.of(values), -100, 100);
    }

    Case within(double least, double most) {
      return new Case(loss, prediction, target, values, least, most);
    }

    @Override
    public String toString() {
      return loss.toString();
    }
  }

  static Stream<Case> cases() {
    Shape one = Shape.batchOf();
    return Stream.of(
        Case.of(new MeanSquaredError(), ROWS, ROWS, 0.3, -4.0, 1.2),
        Case.of(new MeanAbsoluteError(), ROWS, ROWS, 0.3, -4.0, 1.2),
        Case.of(new Huber(), ROWS, ROWS, 0.3, -4.0, 1.2),
        Case.of(new SmoothL1(), ROWS, ROWS, 0.3, -4.0, 1.2),
        Case.of(new LogCosh(), ROWS, ROWS, 0.3, -4.0, 1.2),
        Case.of(new BinaryCrossEntropy(), ROWS, ROWS, 0.0, 1.0, 0.3),
        Case.of(new ProbabilityCrossEntropy(), ROWS, ROWS, 0.0, 1.0, 0.3).within(0, 1),
        Case.of(new FocalLoss(), ROWS, ROWS, 0.0, 1.0, 1.0),
        Case.of(new KlDivergence(), ROWS, ROWS, 0.0, 0.7, 0.3),
        Case.of(new Hinge(), ROWS, ROWS, -1.0, 1.0, 1.0),
        Case.of(new Hinge(1, true), ROWS, ROWS, -1.0, 1.0, 1.0),
        Case.of(new PoissonNll(), ROWS, ROWS, 0.0, 3.0, 1.0).within(-80, 80),
        Case.of(new GaussianNll(), Shape.batchOf(2, 3), Shape.batchOf(3), 0.5, -1.0)
            .within(0.01, 100),
        Case.of(new CosineEmbedding(), Shape.batchOf(2, 3), one, -1.0, 1.0),
        Case.of(new TripletMargin(), Shape.batchOf(3, 3), one, 0.0),
        Case.of(new ReducedLoss(new Huber(), LossReduction.SUM), ROWS, ROWS, 0.3, -4.0, 1.2),
        Case.of(
            new JointLoss(
                Map.of("kind", new SoftmaxCrossEntropy()),
                Map.of("kind", List.of(4)),
                Map.of("kind", 0.5)),
            ROWS,
            Shape.batchOf(1),
            2.0,
            0.0,
            3.0),
        new Case(new MultiMargin(), ROWS, one, List.of(), -100, 100),
        new Case(new NegativeLogLikelihood(), ROWS, one, List.of(), -100, 100),
        new Case(new SoftmaxCrossEntropy(), ROWS, one, List.of(), -100, 100),
        new Case(
            new SoftmaxCrossEntropy(), Shape.batchOf(4, 2), Shape.batchOf(2), List.of(), -100, 100),
        new Case(
            new SoftmaxCrossEntropy(List.of(1.0, 2.0, 0.0, 1.0), 0.1, Optional.of(2)),
            ROWS,
            one,
            List.of(),
            -100,
            100),
        Case.of(new SoftmaxCrossEntropy(), ROWS, ROWS, 0.1, 0.2, 0.3, 0.4));
  }

  @Override
  protected Loss loss() {
    return chosen.loss();
  }

  @Override
  protected Shape prediction() {
    return chosen.prediction();
  }

  /** Without stated values: classes. */
  @Override
  protected NDArray target(int n) {
    Shape shape = chosen.target().at(n);
    int length = Math.toIntExact(shape.elements(1));
    List<Double> values = chosen.values();
    if (values.isEmpty()) {
      int[] labels = new int[length];
      Arrays.setAll(labels, i -> (i * 3 + 1) % 4);
      return NDArray.of(labels, length).reshape(shape);
    }
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = values.get(i % values.size()).floatValue();
    }
    return NDArray.of(numbers, shape);
  }

  @Override
  protected double low() {
    return chosen.low();
  }

  @Override
  protected double high() {
    return chosen.high();
  }
}
