package org.neurite.api.graph;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.API;

/** Rebuilds expressions with some values replaced; what does not change is shared. */
@API(API.Status.EXPERIMENTAL)
public final class Substitution {
  private Substitution() {}

  /**
   * Replaces values below some roots.
   *
   * @param roots the expressions
   * @param replacements what to put in place of which value
   * @return the roots rebuilt, in order
   */
  public static List<Value> apply(List<Value> roots, Map<Value, Value> replacements) {
    Map<Value, Value> known = new HashMap<>(replacements);
    IdentityHashMap<Node, Node> rebuilt = new IdentityHashMap<>();
    for (Node node : Graph.topological(roots)) {
      List<Value> inputs = node.inputs().stream().map(v -> look(v, known, rebuilt)).toList();
      rebuilt.put(
          node, inputs.equals(node.inputs()) ? node : new Node(node.op(), inputs, node.path()));
    }
    return roots.stream().map(v -> look(v, known, rebuilt)).toList();
  }

  private static Value look(
      Value value, Map<Value, Value> known, IdentityHashMap<Node, Node> rebuilt) {
    Value replaced = known.get(value);
    return replaced != null ? replaced : rebuilt.get(value.node()).output(value.index());
  }
}
