package org.neurite.core.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Shape;

/**
 * Decides which elementwise nodes are computed together: producers join their consumers of the same
 * shape as long as no value would have to leave a group and come back into it.
 */
final class Grouping {
  /** Beyond this, scratch memory of a group no longer fits the first-level cache. */
  private static final int MAX_MEMBERS = 48;

  private final Map<Node, Integer> position = new IdentityHashMap<>();
  private final Map<Node, List<Node>> groups = new IdentityHashMap<>();

  private Grouping() {}

  /** The group of each elementwise node; members in topological order. */
  static Map<Node, List<Node>> of(Graph graph) {
    Grouping grouping = new Grouping();
    List<Node> nodes = graph.nodes();
    for (Node node : nodes) {
      grouping.position.put(node, grouping.position.size());
      if (node.op() instanceof Elementwise) {
        grouping.add(node);
      }
    }
    return grouping.groups;
  }

  private void add(Node node) {
    List<Node> group = new ArrayList<>(List.of(node));
    groups.put(node, group);
    Shape domain = node.outputs().get(0).shape();
    for (Value input : node.inputs()) {
      List<Node> producers = groups.get(input.node());
      boolean candidate =
          producers != null
              && producers != group
              && input.shape().equals(domain)
              && producers.size() + group.size() <= MAX_MEMBERS;
      if (candidate && isConvex(producers, group)) {
        merge(producers, group);
      }
    }
  }

  private void merge(List<Node> producers, List<Node> group) {
    group.addAll(producers);
    group.sort(java.util.Comparator.comparing(position::get));
    producers.forEach(n -> groups.put(n, group));
  }

  /** Whether no path leaves the union of two groups and returns to it. */
  private boolean isConvex(List<Node> a, List<Node> b) {
    Set<Node> union = new HashSet<>(a);
    union.addAll(b);
    int first = union.stream().mapToInt(position::get).min().orElseThrow();
    Deque<Node> pending = new ArrayDeque<>();
    Set<Node> visited = new HashSet<>();
    for (Node member : union) {
      enqueueOutside(member, union, pending);
    }
    while (!pending.isEmpty()) {
      Node node = pending.pop();
      for (Node unit : groups.getOrDefault(node, List.of(node))) {
        if (union.contains(unit)) {
          return false;
        }
        if (visited.add(unit)) {
          enqueueInside(unit, first, pending);
        }
      }
    }
    return true;
  }

  private static void enqueueOutside(Node member, Set<Node> union, Deque<Node> pending) {
    for (Value input : member.inputs()) {
      if (!union.contains(input.node())) {
        pending.push(input.node());
      }
    }
  }

  /** A group's members can lie far apart, so the position of one says nothing about the others. */
  private void enqueueInside(Node unit, int first, Deque<Node> pending) {
    for (Value input : unit.inputs()) {
      if (groups.containsKey(input.node()) || position.get(input.node()) >= first) {
        pending.push(input.node());
      }
    }
  }
}
