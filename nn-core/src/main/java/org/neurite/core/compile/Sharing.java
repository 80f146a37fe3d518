package org.neurite.core.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Value;

/** Common subexpressions: nodes of equal operation and operands become one. */
final class Sharing {
  private Sharing() {}

  /** Hashes by kind only: most nodes differ in their operands, and few attributes need a look. */
  private record Key(Op op, List<Value> inputs) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && op.getClass() == that.op.getClass()
          && inputs.equals(that.inputs)
          && op.equals(that.op);
    }

    @Override
    public int hashCode() {
      return 31 * op.getClass().hashCode() + inputs.hashCode();
    }
  }

  static Graph apply(Graph graph) {
    Map<Key, Node> seen = new HashMap<>();
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          if (node.op() instanceof Leaf.Input || node.op() instanceof Leaf.Variable) {
            return Optional.empty();
          }
          Node first = seen.putIfAbsent(new Key(node.op(), node.inputs()), node);
          return first == null ? Optional.empty() : Optional.of(Rewriter.results(first));
        });
  }
}
