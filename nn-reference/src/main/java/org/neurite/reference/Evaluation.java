package org.neurite.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.TensorType;

/** One run of one graph: what is known so far, and the run's batch size and random state. */
final class Evaluation {
  private final int n;
  private final long seed;
  private final long step;
  private final DoubleUnaryOperator rounding;
  private final Map<Value, Values> known = new HashMap<>();

  Evaluation(int n, long seed, long step) {
    this(n, seed, step, DoubleUnaryOperator.identity());
  }

  /** A run in which every computed floating-point number is rounded in some way. */
  Evaluation(int n, long seed, long step, DoubleUnaryOperator rounding) {
    this.n = n;
    this.seed = seed;
    this.step = step;
    this.rounding = rounding;
  }

  int n() {
    return n;
  }

  long seed() {
    return seed;
  }

  long step() {
    return step;
  }

  void set(Value value, Values content) {
    known.put(value, content);
  }

  Values get(Value value) {
    return known.get(value);
  }

  /** Computes whatever the roots need. */
  void evaluate(List<Value> roots) {
    for (Node node : Graph.topological(roots)) {
      if (!(node.op() instanceof Leaf.Input) && !(node.op() instanceof Leaf.Variable)) {
        List<Values> inputs = node.inputs().stream().map(this::get).toList();
        List<Values> results = Evaluators.evaluate(node.op(), inputs, node.outputs(), this);
        for (int i = 0; i < results.size(); i++) {
          set(node.output(i), rounded(node.op(), results.get(i)));
        }
      }
    }
  }

  private Values rounded(Op op, Values result) {
    boolean exact = !result.dataType().isFloating() || Exactness.isExact(op);
    return exact ? result : result.map(rounding);
  }

  /** Computes a body graph in a run of its own. */
  List<Values> call(Graph body, List<Values> arguments) {
    Evaluation inner = new Evaluation(n, seed, step, rounding);
    for (int i = 0; i < arguments.size(); i++) {
      inner.set(body.inputs().get(i), arguments.get(i));
    }
    inner.evaluate(body.outputValues());
    return body.outputValues().stream().map(inner::get).toList();
  }

  /** A type with the batch size put in. */
  TensorType concrete(TensorType type) {
    return type.withShape(type.shape().at(n));
  }
}
