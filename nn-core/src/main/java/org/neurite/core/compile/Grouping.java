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
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Shape;

/**
 * Decides which elementwise nodes are computed together. First a node joins the group that alone
 * reads it, so that its value is never written. Then groups join the producers of what they read,
 * if no value would have to leave the group and come back into it; but a group that can finish a
 * matrix product or convolution stays by itself.
 */
final class Grouping {
  /** Beyond this, scratch memory of a group no longer fits the first-level cache. */
  static final int MAX_MEMBERS = 48;

  private final Map<Node, Integer> position = new IdentityHashMap<>();
  private final Map<Node, List<Node>> groups = new IdentityHashMap<>();
  private final Map<Node, Set<Node>> readers = new IdentityHashMap<>();
  private final Set<Node> roots = new HashSet<>();

  private Grouping(Graph graph, List<Node> nodes) {
    for (Value root : graph.roots()) {
      roots.add(root.node());
    }
    for (Node node : nodes) {
      position.put(node, position.size());
      readers.put(node, new HashSet<>());
      for (Value input : node.inputs()) {
        readers.get(input.node()).add(node);
      }
      if (node.op() instanceof Elementwise) {
        groups.put(node, new ArrayList<>(List.of(node)));
      }
    }
  }

  /**
   * The group of each elementwise node; members in topological order.
   *
   * @param graph the graph
   * @param apart nodes that do not join the producers of what they read
   */
  static Map<Node, List<Node>> of(Graph graph, Set<Node> apart) {
    List<Node> nodes = graph.nodes();
    Grouping grouping = new Grouping(graph, nodes);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      grouping.joinOnlyReader(nodes.get(i));
    }
    for (Node node : nodes) {
      if (!apart.contains(node)) {
        grouping.joinProducers(node);
      }
    }
    return grouping.groups;
  }

  private void joinOnlyReader(Node node) {
    if (!groups.containsKey(node) || roots.contains(node) || readers.get(node).isEmpty()) {
      return;
    }
    List<Node> target = groups.get(readers.get(node).iterator().next());
    boolean alone =
        target != null
            && areAllIn(target, readers.get(node))
            && domain(target).equals(domain(groups.get(node)))
            && target.size() < MAX_MEMBERS;
    if (alone) {
      merge(groups.get(node), target);
    }
  }

  private boolean areAllIn(List<Node> group, Set<Node> nodes) {
    for (Node node : nodes) {
      if (groups.get(node) != group) {
        return false;
      }
    }
    return true;
  }

  private static Shape domain(List<Node> group) {
    return group.get(0).outputs().get(0).shape();
  }

  private void joinProducers(Node node) {
    if (!groups.containsKey(node)) {
      return;
    }
    for (Value input : node.inputs()) {
      List<Node> group = groups.get(node);
      List<Node> producers = groups.get(input.node());
      boolean candidate =
          producers != null
              && producers != group
              && domain(producers).equals(domain(group))
              && producers.size() + group.size() <= MAX_MEMBERS
              && (roots.contains(input.node()) || !finishesCore(producers));
      if (candidate && isConvex(producers, group)) {
        merge(producers, group);
      }
    }
  }

  /** Whether a group reads a product or convolution that nobody else reads. */
  private boolean finishesCore(List<Node> group) {
    for (Node member : group) {
      for (Value input : member.inputs()) {
        if (input.op() instanceof LinearOps
            && input.shape().equals(domain(group))
            && !roots.contains(input.node())
            && group.containsAll(readers.get(input.node()))) {
          return true;
        }
      }
    }
    return false;
  }

  private void merge(List<Node> producers, List<Node> group) {
    group.addAll(producers);
    group.sort((a, b) -> Integer.compare(position.get(a), position.get(b)));
    for (Node producer : producers) {
      groups.put(producer, group);
    }
  }

  /** Whether no path leaves the union of two groups and returns to it. */
  private boolean isConvex(List<Node> a, List<Node> b) {
    Set<Node> union = new HashSet<>(a);
    union.addAll(b);
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
          for (Value input : unit.inputs()) {
            pending.push(input.node());
          }
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
}
