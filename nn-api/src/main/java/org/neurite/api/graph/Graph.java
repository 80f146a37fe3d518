package org.neurite.api.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.API;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;

/**
 * A computation: inputs, named outputs and assignments to variables. What it contains is what can
 * be reached from outputs and assignments.
 *
 * @param inputs the {@link Leaf.Input} values it is fed with, in order
 * @param outputs what it computes, in order
 * @param assigns what it stores; all reads of a variable see the value before the run
 */
@API(API.Status.EXPERIMENTAL)
public record Graph(List<Value> inputs, List<Output> outputs, List<Assign> assigns) {

  /**
   * A named result.
   *
   * @param name unique among the outputs
   * @param value what is computed
   */
  public record Output(String name, Value value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Output that && name.equals(that.name) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + value.hashCode();
    }
  }

  /**
   * A store to a variable at the end of the run.
   *
   * @param variable the {@link Leaf.Variable} value
   * @param value the new content, of the same type
   */
  public record Assign(Value variable, Value value) {
    /** Checks that the target is a variable of the value's type. */
    public Assign {
      if (!(variable.op() instanceof Leaf.Variable)) {
        throw Rules.mismatch("a variable to assign to", variable.toString());
      }
      Rules.require(
          variable.type().equals(value.type()),
          "a value of type " + variable.type() + " for " + variable.op().name(),
          value.type());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Assign that
          && variable.equals(that.variable)
          && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return 31 * variable.hashCode() + value.hashCode();
    }
  }

  /** Copies the lists and checks that no unlisted input is reached. */
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    assigns = List.copyOf(assigns);
    Set<Value> stored = new HashSet<>();
    for (Assign assign : assigns) {
      if (!stored.add(assign.variable())) {
        throw new ShapeException(
            Problem.of(ErrorCode.DUPLICATE_NAME)
                .at(assign.value().node().path())
                .expected("one assignment per variable and step")
                .found("two to '" + assign.variable().op().name() + "'")
                .mend("combine them into one value"));
      }
    }
    Set<Value> known = new HashSet<>(inputs);
    Set<String> variables = new HashSet<>();
    for (Node node : topological(roots(outputs, assigns))) {
      if (node.op() instanceof Leaf.Input input && !known.contains(node.output(0))) {
        throw new ShapeException(
            Problem.of(ErrorCode.ESCAPED_VALUE)
                .at(node.path())
                .expected("a graph computed from its own inputs")
                .found("the value '" + input.name() + "' of another graph or loop body")
                .mend("return it from the loop body, or list it as an input"));
      }
      if (node.op() instanceof Leaf.Variable variable && !variables.add(variable.name())) {
        throw new ShapeException(
            Problem.of(ErrorCode.DUPLICATE_NAME)
                .at(node.path())
                .expected("variables of different names")
                .found("'" + variable.name() + "' twice")
                .mend("give one of them another name"));
      }
    }
  }

  /**
   * A body without assignments, its outputs named by position.
   *
   * @param inputs parameters
   * @param outputs results
   * @return the graph
   */
  public static Graph body(List<Value> inputs, List<Value> outputs) {
    List<Output> named = new ArrayList<>();
    for (Value value : outputs) {
      named.add(new Output(Integer.toString(named.size()), value));
    }
    return new Graph(inputs, named, List.of());
  }

  /**
   * The output values without their names.
   *
   * @return in order
   */
  public List<Value> outputValues() {
    List<Value> values = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      values.add(output.value());
    }
    return Collections.unmodifiableList(values);
  }

  /**
   * Everything that must be computed: outputs, then assigned values.
   *
   * @return the values; one may occur twice
   */
  public List<Value> roots() {
    return roots(outputs, assigns);
  }

  private static List<Value> roots(List<Output> outputs, List<Assign> assigns) {
    List<Value> roots = new ArrayList<>();
    for (Output output : outputs) {
      roots.add(output.value());
    }
    for (Assign assign : assigns) {
      roots.add(assign.value());
      roots.add(assign.variable());
    }
    return roots;
  }

  /**
   * All nodes, operands before users; the same order for the same graph.
   *
   * @return the nodes reached from {@link #roots()}
   */
  public List<Node> nodes() {
    return topological(roots());
  }

  /**
   * The variables that occur.
   *
   * @return in topological order
   */
  public List<Value> variables() {
    return nodes().stream()
        .filter(n -> n.op() instanceof Leaf.Variable)
        .map(n -> n.output(0))
        .toList();
  }

  /**
   * All nodes that values depend on, operands before users.
   *
   * @param roots the values
   * @return in a deterministic order, without recursion
   */
  public static List<Node> topological(List<Value> roots) {
    Set<Node> done = new LinkedHashSet<>();
    Set<Node> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> stack = new ArrayDeque<>();
    for (Value root : roots) {
      stack.push(root.node());
      while (!stack.isEmpty()) {
        Node node = stack.peek();
        if (done.contains(node)) {
          stack.pop();
        } else if (entered.add(node)) {
          for (int i = node.inputs().size() - 1; i >= 0; i--) {
            Node operand = node.inputs().get(i).node();
            if (!done.contains(operand)) {
              stack.push(operand);
            }
          }
        } else {
          done.add(node);
          stack.pop();
        }
      }
    }
    return new ArrayList<>(done);
  }

  /**
   * Computes the same outputs from other operands: every parameter is replaced by an argument.
   *
   * @param arguments one per input, of the input's type
   * @return the outputs in terms of the arguments
   */
  public List<Value> inline(List<Value> arguments) {
    Rules.require(
        arguments.size() == inputs.size(), inputs.size() + " arguments", arguments.size());
    Map<Value, Value> replacements = new java.util.HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      replacements.put(inputs.get(i), arguments.get(i));
    }
    return Substitution.apply(outputValues(), replacements);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Graph that
        && inputs.equals(that.inputs)
        && outputs.equals(that.outputs)
        && assigns.equals(that.assigns);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * inputs.hashCode() + outputs.hashCode()) + assigns.hashCode();
  }
}
