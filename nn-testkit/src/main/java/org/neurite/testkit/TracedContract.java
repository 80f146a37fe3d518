package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Substitution;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;

/**
 * What holds for everything that is traced with parameters: layers and merges. Inherit {@link
 * LayerContract} or {@link MergeContract}.
 */
public abstract class TracedContract extends ComponentContract {
  private static final int BATCH = 3;
  private static final long SEED = 7;
  private static final String OUTPUT = "output";

  /** Made for the contracts of layers and merges. */
  protected TracedContract() {}

  /**
   * Whether the gradient is another than the derivative on purpose, as that of a spiking neuron.
   *
   * @return false unless overridden
   */
  protected boolean gradientIsASurrogate() {
    return false;
  }

  /** Types of batches, one for each input. */
  abstract List<TensorType> inputTypes();

  /** Traces what is tested. */
  abstract Tensor traced(Trace trace, List<Tensor> inputs);

  /**
   * Numbers below which integer inputs stay.
   *
   * @return 2 unless overridden
   */
  protected int indices() {
    return 2;
  }

  /**
   * Whether training computes each sample by itself, too.
   *
   * @return true unless overridden, as by a normalisation over the batch
   */
  protected boolean trainsSamplesApart() {
    return true;
  }

  /** A model that holds what is tested. */
  abstract Model model();

  /** Samples for the model. */
  abstract NDArray samples(List<NDArray> inputs);

  private ModelTrial trial() {
    return new ModelTrial(model(), samples(data(BATCH)));
  }

  private List<NDArray> data(int n) {
    List<NDArray> data = new ArrayList<>();
    for (TensorType type : inputTypes()) {
      boolean floating = type.dataType().isFloating();
      double low = floating ? -1.5 : 0;
      data.add(Trial.data(type, n, low, floating ? 1.5 : indices(), 3 + data.size()));
    }
    return data;
  }

  /** Traced once. */
  private final class Traced {
    private final Trace trace;
    private final List<Tensor> inputs = new ArrayList<>();
    private final Tensor y;

    Traced(boolean training) {
      trace = new Trace(training);
      inputTypes().forEach(type -> inputs.add(Tensor.input("x" + inputs.size(), type, "")));
      y = traced(trace, inputs);
    }

    Graph graph() {
      return new Graph(
          inputs.stream().map(Tensor::value).toList(),
          List.of(new Graph.Output(OUTPUT, y.value())),
          trace.assigns());
    }

    Feeds feeds(List<NDArray> data) {
      int n = Math.toIntExact(data.get(0).shape().size(0));
      Feeds feeds = Feeds.batch(n).variables(Trial.initial(trace.variables())).random(SEED, 3);
      for (int i = 0; i < data.size(); i++) {
        feeds = feeds.input("x" + i, data.get(i));
      }
      return feeds;
    }

    /** The result, and what is assigned to states, which must be numbers. */
    NDArray run(List<NDArray> data) {
      ReferenceResult result = ReferenceInterpreter.run(graph(), feeds(data));
      result.assigned().forEach((name, value) -> Trial.requireFinite("state " + name, value));
      return result.output(OUTPUT);
    }
  }

  /**
   * By the inputs and by every parameter, in training and in prediction; where they are surrogates,
   * they are finite.
   */
  @Test
  public void gradientsAreTheDerivatives() {
    for (boolean training : new boolean[] {true, false}) {
      Traced traced = new Traced(training);
      List<VariableSpec> variables = traced.trace.variables();
      GradientCheck check = GradientCheck.of(inputs -> applied(traced, inputs)).batch(BATCH);
      for (int i = 0; i < traced.inputs.size(); i++) {
        TensorType type = inputTypes().get(i);
        check =
            type.dataType().isFloating()
                ? check.input(type.shape(), -1.5, 1.5)
                : check.input(type, data(BATCH).get(i));
      }
      for (VariableSpec variable : variables) {
        check = check.input(variable.initialValue(7));
      }
      if (gradientIsASurrogate()) {
        check.checkFinite();
      } else {
        check.check();
      }
    }
  }

  /** The traced result with other tensors in the place of its inputs and variables. */
  private static Tensor applied(Traced traced, List<Tensor> inputs) {
    Map<Value, Value> replaced = new HashMap<>();
    List<Value> given = new ArrayList<>(traced.inputs.stream().map(Tensor::value).toList());
    Map<String, Tensor> values = new HashMap<>();
    for (Leaf.Role role : Leaf.Role.values()) {
      values.putAll(traced.trace.values(role));
    }
    traced.trace.variables().forEach(v -> given.add(values.get(v.name()).value()));
    for (int i = 0; i < given.size(); i++) {
      replaced.put(given.get(i), inputs.get(i).value());
    }
    return Tensor.of(Substitution.apply(List.of(traced.y.value()), replaced).get(0), "");
  }

  /** Training mode changes numbers, never shapes or variables; the batch comes first. */
  @Test
  public void hasOneShapeAndTheSameVariablesInBothModes() {
    Traced training = new Traced(true);
    Traced prediction = new Traced(false);
    assertEquals(training.y.type(), prediction.y.type());
    Shape shape = prediction.y.shape();
    assertTrue(
        shape.rank() > 0 && shape.dim(0).equals(Dim.N),
        "the first axis of the result must be the batch, found " + shape);
    assertEquals(names(training), names(prediction));
  }

  private static List<String> names(Traced traced) {
    return traced.trace.variables().stream()
        .map(v -> v.role() + " " + v.name() + v.shape())
        .toList();
  }

  /** A seed gives the same weights on every machine, and weights are numbers. */
  @Test
  public void firstWeightsFollowFromTheSeed() {
    for (VariableSpec variable : new Traced(true).trace.variables()) {
      NDArray first = variable.initialValue(7);
      Trial.requireFinite(variable.name(), first);
      assertEquals(first, variable.initialValue(7), variable.name());
    }
  }

  /** A prediction must not depend on what else is in the batch. */
  @Test
  public void predictsSamplesApart() {
    requireApart(new Traced(false));
  }

  /** Nor must training, unless the layer says so; random numbers aside. States stay finite. */
  @Test
  public void trainsSamplesApartUnlessStated() {
    Traced traced = new Traced(true);
    boolean random =
        Graph.topological(List.of(traced.y.value())).stream()
            .anyMatch(node -> node.op() instanceof Leaf.Random);
    if (trainsSamplesApart() && !random) {
      requireApart(traced);
    } else {
      traced.run(data(BATCH));
    }
  }

  private void requireApart(Traced traced) {
    List<NDArray> data = data(BATCH);
    Trial.requireIndependent(
        BATCH,
        i -> traced.run(data.stream().map(array -> Trial.row(array, i)).toList()),
        traced.run(data));
  }

  /** In single precision, on each backend that is installed, in both modes; states too. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    for (boolean training : new boolean[] {false, true}) {
      Traced traced = new Traced(training);
      BackendTrial.agree(
          traced.graph(), traced.feeds(data(BATCH)), training ? "training" : "prediction");
    }
  }

  /** Nothing but settings and seed decides. */
  @Test
  public void tracedAgainItIsTheSame() {
    for (boolean training : new boolean[] {true, false}) {
      assertEquals(
          new Traced(training).run(data(BATCH)),
          new Traced(training).run(data(BATCH)),
          "it computes something else when it is traced again ("
              + (training ? "training" : "prediction")
              + "): it may depend on its settings alone, and draw random numbers from"
              + " ctx.random()");
    }
  }

  /** What is saved is loaded, and predicts the same bits: at first, and after some training. */
  @Test
  public void aLoadedModelPredictsTheSame() {
    trial().survivesAFile(registry());
  }

  /** Predictions share nothing that is written. */
  @Test
  public void manyThreadsPredictTheSame() {
    trial().threadsAgree(registry());
  }

  /** A user must see what a model consists of. */
  @Test
  public void standsInTheSummary() {
    trial().isInTheSummary();
  }
}
