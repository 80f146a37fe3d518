package org.neurite.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Value;

/**
 * Prints a graph for people: one line per node, bodies of loops and composites indented below.
 *
 * <pre>
 * %0 = input x : float32[N, 3]
 * %1 = reduce_sum{axes=[1], keepDims=false}(%0) : float32[N]
 * return 0 = %1
 * </pre>
 */
public final class GraphText {
  private final StringBuilder text = new StringBuilder();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final String indent;

  private GraphText(String indent) {
    this.indent = indent;
  }

  /**
   * Prints a graph.
   *
   * @param graph the graph
   * @return several lines
   */
  public static String of(Graph graph) {
    return new GraphText("").print(graph);
  }

  private String print(Graph graph) {
    graph.inputs().forEach(input -> define(input.node()));
    graph.nodes().stream().filter(n -> !numbers.containsKey(n)).forEach(this::define);
    graph.outputs().forEach(o -> line("return " + o.name() + " = " + name(o.value())));
    graph.assigns().forEach(a -> line("store " + name(a.variable()) + " = " + name(a.value())));
    return text.toString();
  }

  private void define(Node node) {
    numbers.put(node, numbers.size());
    String operands =
        node.inputs().stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
    line(
        "%"
            + numbers.get(node)
            + " = "
            + describe(node.op())
            + (node.op() instanceof Leaf ? "" : operands)
            + " : "
            + node.outputs().stream().map(Object::toString).collect(Collectors.joining(", "))
            + (node.path().isEmpty() ? "" : "  @" + node.path()));
    body(node.op());
  }

  private void body(Op op) {
    if (op instanceof Scan scan) {
      text.append(new GraphText(indent + "    ").print(scan.body()));
    } else if (op instanceof Composite composite) {
      text.append(new GraphText(indent + "    ").print(composite.body()));
    } else if (op instanceof Lowered.Fused fused) {
      steps(fused);
    } else if (op instanceof Lowered.WithEpilogue with) {
      steps(with.epilogue());
    }
  }

  private void steps(Lowered.Fused fused) {
    int number = fused.operands();
    for (Lowered.Step step : fused.steps()) {
      line("    v" + number++ + " = " + describe(step.op()) + step.arguments());
    }
    line("    gives " + fused.results() + fused.reduction().map(r -> " " + describe(r)).orElse(""));
  }

  private static String describe(Op op) {
    if (op instanceof Leaf.Input) {
      return "input " + op.name();
    }
    if (op instanceof Leaf.Variable) {
      return "variable " + op.name();
    }
    if (op instanceof Leaf.Constant constant) {
      return "constant " + constant.value();
    }
    if (op instanceof Scan scan) {
      return "scan{length=" + scan.length() + (scan.reverse() ? ", reverse}" : "}");
    }
    if (op instanceof Composite composite) {
      return composite.name() + composite.attributes();
    }
    return op.name() + (op instanceof Lowered ? "" : attributes(op));
  }

  /** The components of the record, without those that the name says already. */
  private static String attributes(Op op) {
    String record = op.toString();
    String inside = record.substring(record.indexOf('[') + 1, record.length() - 1);
    boolean kindOnly = !inside.contains("=") || inside.matches("kind=\\w+");
    return kindOnly ? "" : "{" + inside.replaceFirst("^kind=\\w+, ", "") + "}";
  }

  private String name(Value value) {
    boolean several = value.node().outputs().size() > 1;
    return "%" + numbers.get(value.node()) + (several ? "#" + value.index() : "");
  }

  private void line(String content) {
    text.append(indent).append(content).append('\n');
  }

  /**
   * Prints the graph of some values.
   *
   * @param roots the values
   * @return several lines; what they depend on first
   */
  public static String of(List<Value> roots) {
    List<Value> inputs =
        Graph.topological(roots).stream()
            .filter(n -> n.op() instanceof Leaf.Input)
            .map(n -> n.output(0))
            .toList();
    return of(Graph.body(inputs, roots));
  }
}
