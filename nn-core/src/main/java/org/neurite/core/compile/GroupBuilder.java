package org.neurite.core.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Shape;

/** Writes each group of elementwise nodes as one fused node. */
final class GroupBuilder {
  private final Graph graph;
  private final Map<Node, List<Node>> groups;
  private final Map<Value, Value> known = new HashMap<>();
  private final Map<Value, Set<Node>> readers = new HashMap<>();
  private final Set<Value> roots;

  GroupBuilder(Graph graph, Map<Node, List<Node>> groups) {
    this.graph = graph;
    this.groups = groups;
    this.roots = new HashSet<>(graph.roots());
    for (Node node : graph.nodes()) {
      node.inputs().forEach(v -> readers.computeIfAbsent(v, k -> new HashSet<>()).add(node));
    }
  }

  Graph build() {
    for (List<Node> unit : order()) {
      if (groups.containsKey(unit.get(0))) {
        group(unit);
      } else {
        copy(unit.get(0));
      }
    }
    return Rewriter.replace(graph, known);
  }

  private List<Node> unit(Node node) {
    return groups.getOrDefault(node, List.of(node));
  }

  /** Units in an order in which operands come first: a node alone, or a group as one. */
  private List<List<Node>> order() {
    Map<Node, List<Node>> done = new LinkedHashMap<>();
    Set<Node> entered = new HashSet<>();
    Deque<Node> stack = new ArrayDeque<>();
    for (Node node : graph.nodes()) {
      stack.push(unit(node).get(0));
      while (!stack.isEmpty()) {
        Node head = stack.peek();
        if (done.containsKey(head)) {
          stack.pop();
        } else if (entered.add(head)) {
          for (Node member : unit(head)) {
            member.inputs().stream()
                .map(v -> unit(v.node()).get(0))
                .filter(n -> n != head && !done.containsKey(n))
                .forEach(stack::push);
          }
        } else {
          done.put(head, unit(head));
          stack.pop();
        }
      }
    }
    return new ArrayList<>(done.values());
  }

  private void copy(Node old) {
    List<Value> inputs = old.inputs().stream().map(known::get).toList();
    Node node = inputs.equals(old.inputs()) ? old : new Node(old.op(), inputs, old.path());
    for (int i = 0; i < old.outputs().size(); i++) {
      known.put(old.output(i), node.output(i));
    }
  }

  private void group(List<Node> members) {
    boolean plain =
        members.size() == 1
            && members.get(0).inputs().stream().noneMatch(v -> isScalar(v) || isSpread(v));
    if (plain) {
      copy(members.get(0));
      return;
    }
    List<Value> results = new ArrayList<>();
    for (Node member : members) {
      Value value = member.output(0);
      if (roots.contains(value)
          || readers.getOrDefault(value, Set.of()).stream().anyMatch(n -> !members.contains(n))) {
        results.add(value);
      }
    }
    Node fused = new Assembly(members).node(results);
    for (int i = 0; i < results.size(); i++) {
      known.put(results.get(i), fused.output(i));
    }
  }

  /** Whether a value is broadcast, which a group does while it reads. */
  private static boolean isSpread(Value value) {
    return value.op() instanceof ShapeOps.Broadcast;
  }

  /** The operand that is read for a value: what is broadcast, else the value. */
  private static Value source(Value value) {
    return isSpread(value) ? source(value.node().inputs().get(0)) : value;
  }

  /** Whether a value is a known or run-time number that a group computes itself. */
  private static boolean isScalar(Value value) {
    Op op = source(value).op();
    return op instanceof Leaf.Constant constant && constant.isScalar() || op instanceof Leaf.Count;
  }

  /** Numbers the operands and steps of one group. */
  private final class Assembly {
    private final List<Node> members;
    private final Set<Value> operands = new LinkedHashSet<>();
    private final Map<Value, Integer> numbers = new HashMap<>();
    private final Map<Op, Integer> scalars = new HashMap<>();
    private final List<Lowered.Step> steps = new ArrayList<>();

    Assembly(List<Node> members) {
      this.members = members;
    }

    Node node(List<Value> results) {
      for (Node member : members) {
        for (Value input : member.inputs()) {
          if (!members.contains(input.node()) && !isScalar(input)) {
            operands.add(source(input));
          }
        }
      }
      operands.forEach(v -> numbers.put(v, numbers.size()));
      for (Node member : members) {
        List<Integer> arguments = member.inputs().stream().map(this::number).toList();
        numbers.put(member.output(0), add(new Lowered.Step(member.op(), arguments)));
      }
      Node last = members.get(members.size() - 1);
      Shape domain = last.outputs().get(0).shape();
      Lowered.Fused op =
          new Lowered.Fused(
              domain,
              operands.size(),
              steps,
              results.stream().map(numbers::get).toList(),
              Optional.empty());
      return new Node(op, operands.stream().map(known::get).toList(), last.path());
    }

    private int add(Lowered.Step step) {
      steps.add(step);
      return operands.size() + steps.size() - 1;
    }

    private int number(Value input) {
      if (members.contains(input.node())) {
        return numbers.get(input);
      }
      if (!isScalar(input)) {
        return numbers.get(source(input));
      }
      Op op = source(input).op();
      Integer known = scalars.get(op);
      if (known == null) {
        known = add(new Lowered.Step(op, List.of()));
        scalars.put(op, known);
      }
      return known;
    }
  }
}
