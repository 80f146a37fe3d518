package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Substitution;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;
import org.neurite.reference.Feeds;

/** What every layer must do. Inherit it, name the layer, and say what it is applied to. */
public abstract class LayerContract extends ComponentContract {
  private static final int BATCH = 3;

  /** Made for inheritance. */
  protected LayerContract() {}

  /**
   * What is tested.
   *
   * @return the layer, with the settings to test
   */
  protected abstract Layer layer();

  /**
   * What it is applied to.
   *
   * @return type of a batch, for instance {@code float32[N, 4]}
   */
  protected abstract TensorType input();

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

  /**
   * Whether the gradient is another than the derivative on purpose, as that of a spiking neuron.
   *
   * @return false unless overridden
   */
  protected boolean gradientIsASurrogate() {
    return false;
  }

  @Override
  protected final Component component() {
    return layer();
  }

  private NDArray data(int n) {
    boolean floating = input().dataType().isFloating();
    return Trial.data(input(), n, floating ? -1.5 : 0, floating ? 1.5 : indices(), 3);
  }

  /** A traced layer. */
  private final class Traced {
    private final Trace trace;
    private final Tensor x = Tensor.input("x", input(), "");
    private final Tensor y;

    Traced(boolean training) {
      trace = new Trace(training);
      y = trace.apply("", "layer", layer(), x);
    }

    NDArray run(NDArray data) {
      int n = Math.toIntExact(data.shape().size(0));
      Graph graph =
          new Graph(List.of(x.value()), List.of(new Graph.Output("y", y.value())), List.of());
      Feeds feeds = Feeds.batch(n).input("x", data).variables(Trial.initial(trace.variables()));
      return Trial.run(graph, feeds, false).get("y");
    }
  }

  /**
   * By the input and by every parameter, in training and in prediction; where they are surrogates,
   * they are finite.
   */
  @Test
  public void gradientsAreTheDerivatives() {
    for (boolean training : new boolean[] {true, false}) {
      Traced traced = new Traced(training);
      List<VariableSpec> variables = traced.trace.variables();
      GradientCheck check = GradientCheck.of(inputs -> applied(traced, inputs)).batch(BATCH);
      check =
          input().dataType().isFloating()
              ? check.input(input().shape(), -1.5, 1.5)
              : check.input(input(), data(BATCH));
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

  /** The traced result with other tensors in the place of its input and variables. */
  private static Tensor applied(Traced traced, List<Tensor> inputs) {
    Map<Value, Value> replaced = new HashMap<>();
    List<Value> given = new ArrayList<>(List.of(traced.x.value()));
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

  /** Nor must training, unless the layer says so; random numbers aside. */
  @Test
  public void trainsSamplesApartUnlessStated() {
    Traced traced = new Traced(true);
    boolean random =
        Graph.topological(List.of(traced.y.value())).stream()
            .anyMatch(node -> node.op() instanceof Leaf.Random);
    if (trainsSamplesApart() && !random) {
      requireApart(traced);
    }
  }

  private void requireApart(Traced traced) {
    NDArray data = data(BATCH);
    Trial.requireIndependent(BATCH, i -> traced.run(Trial.row(data, i)), traced.run(data));
  }

  private LayerTrial trial() {
    boolean floating = input().dataType().isFloating();
    double low = floating ? -1.5 : 0;
    return new LayerTrial(
        layer(), input(), Trial.data(input(), 3, low, floating ? 1.5 : indices(), 3));
  }

  /** In single precision, on each backend that is installed, in both modes. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    trial().backendsAgree(false);
    trial().backendsAgree(true);
  }

  /** Nothing but settings and seed decides. */
  @Test
  public void tracedAgainItIsTheSame() {
    trial().repeatsItself();
  }

  /** What is saved is loaded, and predicts the same bits. */
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
