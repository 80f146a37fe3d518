package org.neurite.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Constraint;
import org.neurite.api.component.DataSource;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Provides;
import org.neurite.api.component.Regularizer;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.testkit.ConstraintContract;
import org.neurite.testkit.LayerContract;
import org.neurite.testkit.ListenerContract;
import org.neurite.testkit.LossContract;
import org.neurite.testkit.OptimizerContract;
import org.neurite.testkit.RegularizerContract;
import org.neurite.testkit.SourceContract;

/** What shows in a training only, and what feeds and watches it. */
class TrainingContractsCatchMistakesTest {
  private static void assertBroken(Runnable test, String part) {
    assertThatThrownBy(test::run).isInstanceOf(AssertionError.class).hasMessageContaining(part);
  }

  private static RegularizerContract regularizerContract(Regularizer broken) {
    return new RegularizerContract() {
      @Override
      protected Regularizer regularizer() {
        return broken;
      }
    };
  }

  private static ConstraintContract constraintContract(Constraint broken) {
    return new ConstraintContract() {
      @Override
      protected Constraint constraint() {
        return broken;
      }
    };
  }

  private static ListenerContract listenerContract(TrainingListener broken) {
    return new ListenerContract() {
      @Override
      protected TrainingListener listener() {
        return broken;
      }
    };
  }

  private static SourceContract sourceContract(DataSource broken) {
    return new SourceContract() {
      @Override
      protected DataSource source() {
        return broken;
      }
    };
  }

  private static OptimizerContract optimizerContract(Optimizer broken) {
    return new OptimizerContract() {
      @Override
      protected Optimizer optimizer() {
        return broken;
      }
    };
  }

  /** Rows of one list, which may be changed while they are read. */
  private record Listed(List<String> columns, List<List<String>> rows) implements DataSource {
    static Listed of(List<String> columns, String... row) {
      return new Listed(columns, List.of(Arrays.asList(row)));
    }

    @Override
    public Rows open() {
      return new Pass(columns, rows.iterator());
    }
  }

  private static final class Pass implements DataSource.Rows {
    private final List<String> columns;
    private final Iterator<List<String>> rows;
    private List<String> row = List.of();

    Pass(List<String> columns, Iterator<List<String>> rows) {
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public List<String> columns() {
      return columns;
    }

    @Override
    public boolean next() {
      boolean more = rows.hasNext();
      row = more ? rows.next() : row;
      return more;
    }

    @Override
    public String value(int column) {
      return row.get(column);
    }

    @Override
    public void close() {
      row = List.of();
    }
  }

  @Test
  void ofRegularizers() {
    Regularizer perWeight = Tensor::square;
    assertBroken(regularizerContract(perWeight)::thePriceIsOneNumber, "the type of the price");
    Regularizer cut = w -> w.mul(w.stopGradient()).sum();
    assertBroken(regularizerContract(cut)::gradientIsTheDerivative, "finite differences");
    Regularizer euclidean = w -> w.square().sum().sqrt();
    assertBroken(regularizerContract(euclidean)::valueAndGradientStayFinite, "of size 0.0");
    AtomicInteger times = new AtomicInteger();
    Regularizer counting = w -> w.square().sum().mul(times.incrementAndGet());
    assertBroken(regularizerContract(counting)::tracedAgainItIsTheSame, "the price when it is");
    assertBroken(regularizerContract(counting)::trainsAModel, "weights of a training beside");
  }

  @Test
  void ofConstraints() {
    Constraint shrinking = w -> w.mul(0.5);
    assertBroken(constraintContract(shrinking)::whatIsAllowedStays, "changed by it again");
    assertBroken(constraintContract(shrinking)::trainedWeightsAreAllowed, "the trained dense_1.");
    Constraint summed = w -> w.sum();
    assertBroken(constraintContract(summed)::whatIsAllowedStays, "the type of what is allowed");
    Constraint dividing = w -> w.div(w.abs().sum());
    assertBroken(constraintContract(dividing)::staysFiniteInSinglePrecision, "of size 0.0");
    AtomicInteger times = new AtomicInteger();
    Constraint counting = w -> w.min(times.incrementAndGet());
    assertBroken(constraintContract(counting)::tracedAgainItIsTheSame, "what is allowed when");
  }

  @Test
  void ofListeners() {
    TrainingListener deaf = new TrainingListener() {};
    assertBroken(listenerContract(deaf)::listensToSomething, "has to implement one of");
    List<Integer> heard = new ArrayList<>();
    EpochListener once =
        report -> {
          if (heard.contains(report.epoch())) {
            throw new IllegalStateException("epoch twice");
          }
          heard.add(report.epoch());
        };
    assertThatThrownBy(listenerContract(once)::hearsOfSeveralTrainings)
        .hasStackTraceContaining("epoch twice");
    EpochListener angry =
        report -> {
          throw new IllegalStateException("no pen");
        };
    assertThatThrownBy(listenerContract(angry)::leavesTheTrainingAsItIs)
        .hasStackTraceContaining("no pen");
  }

  @Test
  void ofSources() {
    assertBroken(
        sourceContract(Listed.of(List.of("a", "a"), "1", "2"))::columnsHaveNamesOfTheirOwn,
        "different names");
    assertBroken(
        sourceContract(Listed.of(List.of("a", " "), "1", "2"))::columnsHaveNamesOfTheirOwn,
        "a blank name");
    assertBroken(
        sourceContract(Listed.of(List.of()))::columnsHaveNamesOfTheirOwn, "without columns");
    DataSource missing = Listed.of(List.of("a", "b"), "1", null);
    assertBroken(sourceContract(missing)::everyRowHasATextInEveryColumn, "row 1, column 'b'");
    DataSource none = new Listed(List.of("a"), List.of());
    assertBroken(sourceContract(none)::everyRowHasATextInEveryColumn, "no row");
  }

  /** Like a connection that is opened once for all. */
  private static DataSource openedOnce() {
    DataSource.Rows shared = Listed.of(List.of("a"), "1").open();
    return () -> shared;
  }

  @Test
  void ofPassesOverSources() {
    assertBroken(sourceContract(openedOnce())::aSecondPassGivesTheSame, "of the second pass");
    assertBroken(sourceContract(openedOnce())::aPassMayBeLeftEarly, "a pass that was left");
    AtomicInteger opened = new AtomicInteger();
    DataSource changing = () -> Listed.of(List.of("a"), "" + opened.incrementAndGet()).open();
    assertBroken(sourceContract(changing)::passesOnManyThreadsGiveTheSame, "beside others");
    DataSource restarting =
        () ->
            new DataSource.Rows() {
              private boolean more;

              @Override
              public List<String> columns() {
                return List.of("a");
              }

              @Override
              public boolean next() {
                more = !more;
                return more;
              }

              @Override
              public String value(int column) {
                return "1";
              }

              @Override
              public void close() {}
            };
    assertBroken(sourceContract(restarting)::theEndStaysTheEnd, "a row after the last one");
  }

  @Test
  void ofOptimizersInTraining() {
    AtomicInteger times = new AtomicInteger();
    Optimizer counting =
        (ctx, p, g) ->
            ctx.assignParameter(p.sub(g.mul(ctx.learningRate()).mul(times.incrementAndGet())));
    assertBroken(optimizerContract(counting)::tracedAgainItIsTheSame, "parameter and memory");
    assertBroken(optimizerContract(counting)::trainsAModel, "weights of a training beside");
    Optimizer forgetful =
        (ctx, p, g) -> {
          Tensor seen = ctx.slot("seen", 0.5);
          ctx.assign(seen, seen.log());
          ctx.assignParameter(p.sub(g.mul(ctx.learningRate())));
        };
    assertBroken(
        optimizerContract(forgetful)::everyBackendComputesWhatTheReferenceDoes, "seen: expected");
  }

  @Test
  void ofLossesInTraining() {
    AtomicInteger times = new AtomicInteger();
    Loss counting = (y, t) -> y.sub(t).square().mul(times.incrementAndGet());
    LossContract contract =
        new LossContract() {
          @Override
          protected Loss loss() {
            return counting;
          }

          @Override
          protected NDArray target(int n) {
            return NDArray.of(new float[4 * n], n, 4);
          }
        };
    assertBroken(contract::tracedAgainItIsTheSame, "when it is traced again");
    assertBroken(contract::trainsAModel, "weights of a training beside");
  }

  /** It takes a second step until the state is no number any more. */
  record Fading() implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor x) {
      Tensor seen = ctx.state("seen", Shape.of(1), (shape, random) -> new float[] {1.5f});
      ctx.assign(seen, seen.log());
      return x.mul(ctx.parameter("weight", Shape.of(1), (s, random) -> new float[] {1}));
    }
  }

  @Provides(name = "acme:fading", type = Fading.class)
  static final class FadingProvider implements LayerProvider {}

  @Test
  void ofLayersInTraining() {
    LayerContract contract =
        new LayerContract(new Fading(), Shape.batchOf(4)) {
          @Override
          protected ComponentRegistry registry() {
            return ComponentRegistry.discover(List.of(), List.of(new FadingProvider()));
          }
        };
    assertBroken(contract::aLoadedModelPredictsTheSame, "does not last 3 steps of training");
  }
}
