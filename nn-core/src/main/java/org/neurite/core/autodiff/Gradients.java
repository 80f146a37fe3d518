package org.neurite.core.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Substitution;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;

/** Derivatives of traced computations. */
public final class Gradients {
  private Gradients() {}

  /**
   * Gradient of the sum of a tensor's elements.
   *
   * @param output what is differentiated, floating-point
   * @param wrt with respect to what, floating-point
   * @return one tensor per entry of {@code wrt}, of its shape; zeros where nothing depends on it
   */
  public static List<Tensor> of(Tensor output, List<Tensor> wrt) {
    return of(List.of(output), List.of(output.filled(1)), wrt);
  }

  /**
   * Vector-Jacobian product: gradient of {@code sum_k sum(upstream_k * outputs_k)}.
   *
   * @param outputs what is differentiated, floating-point
   * @param upstream one tensor per output, of its shape
   * @param wrt with respect to what, floating-point
   * @return one tensor per entry of {@code wrt}, of its shape; zeros where nothing depends on it
   * @throws ShapeException with {@code NN-1108} if an operation on the way has no gradient
   */
  public static List<Tensor> of(List<Tensor> outputs, List<Tensor> upstream, List<Tensor> wrt) {
    Map<Value, Tensor> gradients = new HashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      requireFloating(outputs.get(i));
      requireSameShape(outputs.get(i), upstream.get(i));
      gradients.merge(outputs.get(i).value(), upstream.get(i), Tensor::add);
    }
    wrt.forEach(Gradients::requireFloating);
    List<Node> nodes = Graph.topological(outputs.stream().map(Tensor::value).toList());
    Set<Node> active = active(nodes, wrt);
    List<Node> reversed = new ArrayList<>(nodes);
    Collections.reverse(reversed);
    for (Node node : reversed) {
      if (active.contains(node) && hasGradient(node, gradients)) {
        GradientRules.apply(new Backward(node, gradients, active));
      }
    }
    return wrt.stream()
        .map(t -> Optional.ofNullable(gradients.get(t.value())).orElseGet(() -> t.filled(0)))
        .toList();
  }

  /** The nodes that depend on what is asked for, and these themselves. */
  private static Set<Node> active(List<Node> nodes, List<Tensor> wrt) {
    Set<Node> active = Collections.newSetFromMap(new IdentityHashMap<>());
    wrt.forEach(t -> active.add(t.value().node()));
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(v -> active.contains(v.node()))) {
        active.add(node);
      }
    }
    return active;
  }

  private static boolean hasGradient(Node node, Map<Value, Tensor> gradients) {
    for (int i = 0; i < node.outputs().size(); i++) {
      if (gradients.containsKey(node.output(i))) {
        return true;
      }
    }
    return false;
  }

  private static void requireFloating(Tensor tensor) {
    if (!tensor.dataType().isFloating()) {
      throw new ShapeException(
          Problem.of(ErrorCode.NO_GRADIENT)
              .at(tensor.path())
              .expected("a floating-point tensor to differentiate")
              .found(tensor.type().toString())
              .mend("convert with cast(...)"));
    }
  }

  private static void requireSameShape(Tensor output, Tensor upstream) {
    if (!output.type().equals(upstream.type())) {
      throw new ShapeException(
          Problem.of(ErrorCode.NO_GRADIENT)
              .at(output.path())
              .expected("a gradient of type " + output.type())
              .found(upstream.type().toString()));
    }
  }

  /**
   * Differentiates a body apart from what its arguments are made of.
   *
   * @param body the body
   * @param arguments what its parameters stand for
   * @param upstream gradients by index of the body's output
   * @param wanted indices of the parameters to differentiate by
   * @return one gradient per wanted parameter, in terms of the arguments
   */
  static List<Tensor> ofBody(
      Graph body, List<Tensor> arguments, Map<Integer, Tensor> upstream, List<Integer> wanted) {
    String path = arguments.get(0).path();
    List<Value> results = body.outputValues();
    List<Tensor> outputs = new ArrayList<>();
    List<Tensor> incoming = new ArrayList<>();
    for (Map.Entry<Integer, Tensor> entry : new java.util.TreeMap<>(upstream).entrySet()) {
      outputs.add(Tensor.of(results.get(entry.getKey()), path));
      incoming.add(entry.getValue());
    }
    List<Tensor> parameters =
        wanted.stream().map(i -> Tensor.of(body.inputs().get(i), path)).toList();
    List<Tensor> gradients = of(outputs, incoming, parameters);
    Map<Value, Value> replacements = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      replacements.put(body.inputs().get(i), arguments.get(i).value());
    }
    return Substitution.apply(gradients.stream().map(Tensor::value).toList(), replacements).stream()
        .map(v -> Tensor.of(v, path))
        .toList();
  }
}
