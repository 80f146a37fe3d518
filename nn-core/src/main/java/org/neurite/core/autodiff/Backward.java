package org.neurite.core.autodiff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;

/** What a rule works with: one node, the gradients of its results, and where to give its own. */
final class Backward {
  private final Node node;
  private final Map<Value, Tensor> gradients;
  private final java.util.Set<Node> active;

  Backward(Node node, Map<Value, Tensor> gradients, java.util.Set<Node> active) {
    this.node = node;
    this.gradients = gradients;
    this.active = active;
  }

  Node node() {
    return node;
  }

  /** Operand i, seen from the node's layer. */
  Tensor input(int i) {
    return Tensor.of(node.inputs().get(i), node.path());
  }

  /** Result i, seen from the node's layer. */
  Tensor output(int i) {
    return Tensor.of(node.output(i), node.path());
  }

  List<Tensor> inputs() {
    return IntStream.range(0, node.inputs().size()).mapToObj(this::input).toList();
  }

  /** Gradient of the first result. */
  Tensor gradient() {
    return gradient(0).orElseThrow();
  }

  /** Gradient of result i, if any flows. */
  Optional<Tensor> gradient(int i) {
    return Optional.ofNullable(gradients.get(node.output(i))).map(g -> g.at(node.path()));
  }

  /** Whether anybody asked for what operand i's gradient leads to. */
  boolean wants(int i) {
    Value value = node.inputs().get(i);
    return active.contains(value.node()) && value.dataType().isFloating();
  }

  /** Adds to the gradient of operand i. */
  void give(int i, java.util.function.Supplier<Tensor> gradient) {
    if (wants(i)) {
      gradients.merge(node.inputs().get(i), gradient.get().at(node.path()), Tensor::add);
    }
  }
}
