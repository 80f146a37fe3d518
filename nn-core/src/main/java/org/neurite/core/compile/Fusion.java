package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Value;

/** Joins elementwise work into groups, and groups with the reduction or product next to them. */
final class Fusion {
  private Fusion() {}

  static Graph apply(Graph graph, Set<Pass> passes) {
    boolean reduces = passes.contains(Pass.FUSE_REDUCTION) && hasReductions(graph);
    Recomputation.Result prepared =
        reduces
            ? Rematerialisation.apply(Recomputation.apply(graph))
            : new Recomputation.Result(graph, Set.of());
    Map<Node, List<Node>> groups = Grouping.of(prepared.graph(), prepared.copies());
    Graph result = new GroupBuilder(prepared.graph(), groups).build();
    if (reduces) {
      result = reductions(result);
    }
    return passes.contains(Pass.FUSE_EPILOGUE) ? epilogues(result) : result;
  }

  /** Whether there is anything to do for passes that are about reductions. */
  static boolean hasReductions(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Reduction.Reduce) {
        return true;
      }
    }
    return false;
  }

  private static Graph reductions(Graph graph) {
    Map<Value, Integer> uses = uses(graph);
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          if (!(node.op() instanceof Reduction.Reduce reduce)
              || uses.get(old.inputs().get(0)) != 1) {
            return Optional.empty();
          }
          Node source = node.inputs().get(0).node();
          return group(source)
              .filter(Fusion::isPlain)
              .map(g -> reduced(g, reduce))
              .map(g -> List.of(new Node(g, source.inputs(), node.path()).output(0)));
        });
  }

  private static Lowered.Fused reduced(Lowered.Fused group, Reduction.Reduce reduce) {
    return new Lowered.Fused(
        group.domain(), group.operands(), group.steps(), group.results(), Optional.of(reduce));
  }

  private static Graph epilogues(Graph graph) {
    Map<Value, Integer> uses = uses(graph);
    Set<Node> stored = new HashSet<>();
    for (Graph.Assign assign : graph.assigns()) {
      stored.add(assign.value().node());
    }
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          Optional<Lowered.Fused> group = group(node);
          return group.isPresent()
                  && !stored.contains(old) // an update writes over what it reads
                  && isPlain(group.get())
              ? withCore(group.get(), old, node, uses)
              : Optional.empty();
        });
  }

  /** Whether a group has one result, the value of its domain. */
  private static boolean isPlain(Lowered.Fused group) {
    return group.results().size() == 1 && group.reduction().isEmpty();
  }

  private static Optional<List<Value>> withCore(
      Lowered.Fused group, Node old, Node node, Map<Value, Integer> uses) {
    for (int i = node.inputs().size() - 1; i >= 0; i--) {
      Value operand = node.inputs().get(i);
      boolean fits =
          operand.op() instanceof LinearOps
              && uses.get(old.inputs().get(i)) == 1
              && operand.shape().equals(group.domain())
              && operand.type().equals(node.outputs().get(0));
      if (fits) {
        List<Value> inputs = new ArrayList<>(operand.node().inputs());
        inputs.addAll(without(node.inputs(), i));
        Lowered.WithEpilogue op =
            new Lowered.WithEpilogue((LinearOps) operand.op(), first(group, i));
        return Optional.of(List.of(new Node(op, inputs, node.path()).output(0)));
      }
    }
    return Optional.empty();
  }

  private static List<Value> without(List<Value> values, int index) {
    List<Value> others = new ArrayList<>(values);
    others.remove(index);
    return others;
  }

  /** The same group with operand {@code index} numbered 0. */
  private static Lowered.Fused first(Lowered.Fused group, int index) {
    List<Lowered.Step> steps = new ArrayList<>();
    for (Lowered.Step step : group.steps()) {
      List<Integer> arguments = new ArrayList<>();
      for (int argument : step.arguments()) {
        arguments.add(moved(argument, index));
      }
      steps.add(new Lowered.Step(step.op(), arguments));
    }
    return new Lowered.Fused(
        group.domain(), group.operands(), steps, group.results(), Optional.empty());
  }

  private static int moved(int argument, int index) {
    if (argument == index) {
      return 0;
    }
    return argument < index ? argument + 1 : argument;
  }

  /** A node as a group: it is one, or it is a single elementwise operation. */
  static Optional<Lowered.Fused> group(Node node) {
    if (node.op() instanceof Lowered.Fused fused) {
      return Optional.of(fused);
    }
    if (!(node.op() instanceof Elementwise)) {
      return Optional.empty();
    }
    int operands = node.inputs().size();
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      arguments.add(i);
    }
    return Optional.of(
        new Lowered.Fused(
            node.outputs().get(0).shape(),
            operands,
            List.of(new Lowered.Step(node.op(), arguments)),
            List.of(operands),
            Optional.empty()));
  }

  /** How often each value is read, by nodes, outputs and assignments. */
  static Map<Value, Integer> uses(Graph graph) {
    Map<Value, Integer> uses = new HashMap<>();
    for (Node node : graph.nodes()) {
      count(node.inputs(), uses);
    }
    count(graph.roots(), uses);
    return uses;
  }

  private static void count(Iterable<Value> read, Map<Value, Integer> uses) {
    for (Value value : read) {
      uses.put(value, uses.getOrDefault(value, 0) + 1);
    }
  }
}
