package org.neurite.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Schedule;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.InitializerContract;
import org.neurite.testkit.LayerContract;
import org.neurite.testkit.MetricContract;
import org.neurite.testkit.ScheduleContract;

/** What is plain Java, and what shows in a model only. */
class PlainContractsCatchMistakesTest {
  private static void assertBroken(Runnable test, String part) {
    assertThatThrownBy(test::run).isInstanceOf(AssertionError.class).hasMessageContaining(part);
  }

  private static InitializerContract initializerContract(Initializer broken) {
    return new InitializerContract() {
      @Override
      protected Initializer initializer() {
        return broken;
      }
    };
  }

  private static ScheduleContract scheduleContract(Schedule broken) {
    return new ScheduleContract() {
      @Override
      protected Schedule schedule() {
        return broken;
      }
    };
  }

  private static MetricContract metricContract(Metric broken) {
    return new MetricContract() {
      @Override
      protected Metric metric() {
        return broken;
      }

      @Override
      protected NDArray target(int n) {
        return NDArray.of(new float[n], n, 1);
      }
    };
  }

  private static LayerContract layerContract(Layer broken) {
    return new LayerContract() {
      @Override
      protected Layer layer() {
        return broken;
      }

      @Override
      protected TensorType input() {
        return TensorType.float32(Shape.batchOf(4));
      }
    };
  }

  @Test
  void ofInitializers() {
    Initializer tooShort = (shape, random) -> new float[3];
    assertBroken(
        initializerContract(tooShort)::fillsEveryShapeWithFiniteNumbers, "how many values");
    AtomicInteger calls = new AtomicInteger();
    Initializer counting = (shape, random) -> filled(shape, calls.incrementAndGet());
    assertBroken(initializerContract(counting)::valuesFollowFromTheSeedAlone, "of the same seed");
    float[] shared = new float[100];
    Initializer sharing = (shape, random) -> shared;
    assertBroken(
        initializerContract(sharing)::givesAnArrayOfItsOwnEachTime, "after the array was changed");
  }

  private static float[] filled(Shape shape, float value) {
    float[] values = new float[Math.toIntExact(shape.elements(1))];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void ofSchedules() {
    Schedule falling = (base, step) -> base * (1 - 0.01 * step);
    assertBroken(
        scheduleContract(falling)::ratesAreFiniteAndNeverBelowZero, "the rate of step 999");
    AtomicInteger calls = new AtomicInteger();
    Schedule counting = (base, step) -> base / calls.incrementAndGet();
    assertBroken(
        scheduleContract(counting)::theRateOfAStepDoesNotDependOnWhatWasAskedBefore,
        "from the last step");
  }

  /** The mean of the means of the batches. */
  private static final class MeanOfMeans implements MetricAccumulator {
    private double sum;
    private int batches;

    @Override
    public void add(NDArray prediction, NDArray target) {
      sum += Arrays.stream(prediction.toDoubles()).average().orElseThrow();
      batches++;
    }

    @Override
    public void merge(MetricAccumulator other) {
      sum = ((MeanOfMeans) other).sum;
      batches = ((MeanOfMeans) other).batches;
    }

    @Override
    public Map<String, Double> results() {
      return Map.of("mean", sum / batches);
    }
  }

  @Test
  void ofMetrics() {
    Metric careless = MeanOfMeans::new;
    assertBroken(
        metricContract(careless)::partsOfAnyLengthGiveWhatTheWholeGives, "in batches of 1, 7");
    assertBroken(metricContract(careless)::mergedAccumulatorsGiveWhatTheWholeGives, "merged");
    MeanOfMeans one = new MeanOfMeans();
    Metric sharing =
        () -> {
          one.add(NDArray.of(new float[] {one.batches}, 1), NDArray.of(new float[1], 1));
          return one;
        };
    assertBroken(
        metricContract(sharing)::accumulatorsOnManyThreadsGiveTheSame, "results beside others");
  }

  /** A layer that remembers how often it was traced. */
  public record Counting() implements Layer {
    private static final AtomicInteger TRACES = new AtomicInteger();

    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input.mul(TRACES.incrementAndGet());
    }
  }

  @Test
  void ofLayersInModels() {
    assertBroken(layerContract(new Counting())::tracedAgainItIsTheSame, "when it is traced again");
    Layer cancelling = (ctx, x) -> x.add(1e12).sub(1e12);
    layerContract(cancelling).predictsSamplesApart();
    Layer lambda = (ctx, x) -> x;
    assertBroken(layerContract(lambda)::everySettingIsDescribed, "has to be a record");
  }
}
