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
      for (Value input : node.inputs()) {
        Set<Node> reading = readers.get(input);
        if (reading == null) {
          reading = new HashSet<>();
          readers.put(input, reading);
        }
        reading.add(node);
      }
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
            for (Value input : member.inputs()) {
              Node first = unit(input.node()).get(0);
              if (first != head && !done.containsKey(first)) {
                stack.push(first);
              }
            }
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
    Node node = Rewriter.over(known, old);
    for (int i = 0; i < old.outputs().size(); i++) {
      known.put(old.output(i), node.output(i));
    }
  }

  private void group(List<Node> members) {
    if (members.size() == 1 && isPlain(members.get(0))) {
      copy(members.get(0));
      return;
    }
    List<Value> results = new ArrayList<>();
    for (Node member : members) {
      Value value = member.output(0);
      if (roots.contains(value) || !members.containsAll(readers.getOrDefault(value, Set.of()))) {
        results.add(value);
      }
    }
    Node fused = new Assembly(members).node(results);
    for (int i = 0; i < results.size(); i++) {
      known.put(results.get(i), fused.output(i));
    }
  }

  /** Whether a node reads its operands as they are. */
  private static boolean isPlain(Node node) {
    for (Value input : node.inputs()) {
      if (isScalar(input) || isSpread(input)) {
        return false;
      }
    }
    return true;
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
      for (Value operand : operands) {
        numbers.put(operand, numbers.size());
      }
      for (Node member : members) {
        List<Integer> arguments = new ArrayList<>();
        for (Value input : member.inputs()) {
          arguments.add(number(input));
        }
        numbers.put(member.output(0), add(new Lowered.Step(member.op(), arguments)));
      }
      Node last = members.get(members.size() - 1);
      Shape domain = last.outputs().get(0).shape();
      Lowered.Fused op =
          new Lowered.Fused(
              domain, operands.size(), steps, Rewriter.all(numbers, results), Optional.empty());
      return new Node(op, Rewriter.all(known, operands), last.path());
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
