package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.API;
import org.neurite.api.tensor.Dim;

/** Traces loops: recurrence along an axis as one {@link Scan} node. */
@API(API.Status.STABLE)
public final class Loops {
  private Loops() {}

  /** One step of a loop as Java code over tensors. */
  @FunctionalInterface
  public interface Body {
    /**
     * Computes one step.
     *
     * @param carries values from the step before
     * @param slices this step's slice of each scanned value
     * @return the new carries and what the step emits
     */
    Step apply(List<Tensor> carries, List<Tensor> slices);
  }

  /**
   * What a step gives.
   *
   * @param carries the new carries, of the same types as before
   * @param emitted values to be stacked
   */
  public record Step(List<Tensor> carries, List<Tensor> emitted) {}

  /**
   * Runs a body along the first axis of the scanned values. Tensors from outside may be used in the
   * body; what does not depend on the step, random numbers included, is computed once before the
   * loop.
   *
   * @param carries initial values, at least one tensor among carries and scanned
   * @param scanned values {@code [steps, ..]} with the same constant first dimension
   * @param reverse whether to run from the last slice to the first
   * @param body the step
   * @return final carries, and emitted values stacked {@code [steps, ..]} in the slices' order
   * @throws org.neurite.api.ShapeException if shapes do not fit
   */
  public static Step scan(List<Tensor> carries, List<Tensor> scanned, boolean reverse, Body body) {
    Rules.require(!scanned.isEmpty(), "at least one scanned tensor", "none");
    int length = scanned.get(0).shape().size(0);
    return scan(length, carries, scanned, reverse, body);
  }

  /**
   * Runs a body a given number of times.
   *
   * @param length number of steps
   * @param carries initial values
   * @param scanned values {@code [length, ..]}; may be none
   * @param reverse whether to run from the last slice to the first
   * @param body the step
   * @return final carries, and emitted values stacked {@code [length, ..]}
   * @throws org.neurite.api.ShapeException if shapes do not fit
   */
  public static Step scan(
      int length, List<Tensor> carries, List<Tensor> scanned, boolean reverse, Body body) {
    String path = (carries.isEmpty() ? scanned : carries).get(0).path();
    for (Tensor tensor : scanned) {
      Rules.require(
          tensor.shape().rank() > 0 && tensor.shape().dim(0).equals(Dim.of(length)),
          "scanned tensors with " + length + " slices along axis 0",
          tensor.shape());
    }
    List<Tensor> parameters = new ArrayList<>();
    carries.forEach(t -> parameters.add(Tensor.input("carry", t.type(), path)));
    scanned.forEach(
        t -> parameters.add(Tensor.input("slice", t.type().withShape(t.shape().without(0)), path)));
    Step step =
        body.apply(
            List.copyOf(parameters.subList(0, carries.size())),
            List.copyOf(parameters.subList(carries.size(), parameters.size())));
    Rules.require(
        step.carries().size() == carries.size(),
        carries.size() + " new carries",
        step.carries().size());
    List<Value> results = new ArrayList<>();
    step.carries().forEach(t -> results.add(t.value()));
    step.emitted().forEach(t -> results.add(t.value()));
    List<Value> operands = new ArrayList<>();
    carries.forEach(t -> operands.add(t.value()));
    scanned.forEach(t -> operands.add(t.value()));
    List<Value> inputs = new ArrayList<>(parameters.stream().map(Tensor::value).toList());
    List<Value> closed = capture(results, inputs, operands);
    Scan scan =
        new Scan(Graph.body(inputs, closed), carries.size(), scanned.size(), length, reverse);
    Node node = Tensor.node(scan, operands, path);
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      outputs.add(Tensor.of(node.output(i), path));
    }
    return new Step(
        List.copyOf(outputs.subList(0, carries.size())),
        List.copyOf(outputs.subList(carries.size(), outputs.size())));
  }

  /** Turns values from outside into further parameters; extends inputs and operands. */
  private static List<Value> capture(
      List<Value> results, List<Value> inputs, List<Value> operands) {
    Set<Node> inside = new HashSet<>();
    inputs.forEach(v -> inside.add(v.node()));
    List<Node> nodes = Graph.topological(results);
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(v -> inside.contains(v.node()))) {
        inside.add(node);
      }
    }
    Set<Value> used = new java.util.LinkedHashSet<>();
    for (Node node : nodes) {
      if (inside.contains(node)) {
        used.addAll(node.inputs());
      }
    }
    used.addAll(results);
    Map<Value, Value> captured = new HashMap<>();
    for (Value value : used) {
      if (!inside.contains(value.node()) && !isShared(value.op())) {
        Value parameter =
            new Node(new Leaf.Input("captured", value.type()), List.of(), value.node().path())
                .output(0);
        captured.put(value, parameter);
        inputs.add(parameter);
        operands.add(value);
      }
    }
    return Substitution.apply(results, captured);
  }

  private static boolean isShared(Op op) {
    return op instanceof Leaf.Constant || op instanceof Leaf.Iota || op instanceof Leaf.Count;
  }
}
