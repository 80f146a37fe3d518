package org.neurite.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

/**
 * The oracle: evaluates a graph as it was traced, one node after the other, in double precision.
 * Values of both floating-point types are computed as doubles and never rounded to float; int32 and
 * bool are exact. Handles every {@link Op}, those that the compiler makes included. Stateless.
 */
public final class ReferenceInterpreter {
  private ReferenceInterpreter() {}

  /**
   * Evaluates a graph.
   *
   * @param graph the graph; its inputs must have different names
   * @param feeds batch size, inputs, variables, random numbers
   * @return outputs and assigned variables
   * @throws BackendException with {@code NN-1504} if a value is missing or has another shape than
   *     stated, with {@code NN-1505} if an index in the data is out of range
   */
  public static ReferenceResult run(Graph graph, Feeds feeds) {
    return run(graph, feeds, DoubleUnaryOperator.identity());
  }

  /**
   * Evaluates a graph on a machine of less precision: every number that a node computes, and not
   * only selects or moves, is rounded. How far this is from {@link #run(Graph, Feeds)} shows how
   * well-conditioned a graph is.
   *
   * @param graph the graph; its inputs must have different names
   * @param feeds batch size, inputs, variables, random numbers
   * @param rounding what becomes of each floating-point number
   * @return outputs and assigned variables
   * @throws BackendException as {@link #run(Graph, Feeds)} does
   */
  public static ReferenceResult run(Graph graph, Feeds feeds, DoubleUnaryOperator rounding) {
    Evaluation run = new Evaluation(feeds.n(), feeds.seed(), feeds.step(), rounding);
    for (Value input : graph.inputs()) {
      run.set(input, fed("input", input, feeds.inputs(), feeds.n()));
    }
    for (Value variable : graph.variables()) {
      run.set(variable, fed("variable", variable, feeds.variables(), feeds.n()));
    }
    run.evaluate(graph.roots());
    Map<String, NDArray> outputs = new LinkedHashMap<>();
    graph.outputs().forEach(o -> outputs.put(o.name(), run.get(o.value()).toArray()));
    Map<String, NDArray> assigned = new LinkedHashMap<>();
    graph.assigns().forEach(a -> assigned.put(nameOf(a.variable()), run.get(a.value()).toArray()));
    return new ReferenceResult(outputs, assigned);
  }

  /**
   * Evaluates a graph as a function of its inputs by position.
   *
   * @param graph a graph without variables
   * @param n the batch size
   * @param arguments one value per input
   * @return one value per output
   * @throws BackendException as {@link #run(Graph, Feeds)} does
   */
  public static List<NDArray> call(Graph graph, int n, List<NDArray> arguments) {
    if (arguments.size() != graph.inputs().size()) {
      throw misfit("call", graph.inputs().size() + " arguments", arguments.size() + "");
    }
    List<Values> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.add(checked("argument " + i, graph.inputs().get(i), arguments.get(i), n));
    }
    return new Evaluation(n, 0, 0).call(graph, values).stream().map(Values::toArray).toList();
  }

  private static String nameOf(Value leaf) {
    return leaf.op() instanceof Leaf.Variable variable ? variable.name() : leaf.op().name();
  }

  private static Values fed(String what, Value leaf, Map<String, NDArray> feeds, int n) {
    String name = nameOf(leaf);
    NDArray array = feeds.get(name);
    if (array == null) {
      throw misfit(what + " '" + name + "'", "a value of type " + leaf.type(), "none");
    }
    return checked(what + " '" + name + "'", leaf, array, n);
  }

  private static Values checked(String where, Value leaf, NDArray array, int n) {
    Shape expected = leaf.shape().at(n);
    if (!array.shape().equals(expected)) {
      throw misfit(where, "an array of shape " + expected, array.type().toString());
    }
    return Values.of(array, leaf.dataType());
  }

  private static BackendException misfit(String where, String expected, String found) {
    return new BackendException(
        Problem.of(ErrorCode.BAD_SESSION).at(where).expected(expected).found(found));
  }
}
