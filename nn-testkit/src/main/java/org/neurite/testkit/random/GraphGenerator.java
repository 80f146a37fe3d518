package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.core.autodiff.Gradients;

/**
 * Makes graphs from lists of integers: the same list, the same graph. Each integer takes one
 * decision; a shorter list or smaller integers give a simpler graph. Every graph has a scalar
 * output {@code loss}, some further outputs, and, if it so decides, gradients by all inputs and
 * variables and a step of gradient descent.
 */
public final class GraphGenerator {
  private static final int MOST_MOVES = 14;
  private static final int OUTPUTS = 3;
  private static final int ONE_WIDE_IN = 10;
  private static final List<Move> MOVES = moves();

  private GraphGenerator() {}

  private static List<Move> moves() {
    List<Move> all = new ArrayList<>(ElementwiseMoves.all());
    all.addAll(ShapeMoves.all());
    all.addAll(StructureMoves.all());
    return List.copyOf(all);
  }

  /**
   * Makes a graph.
   *
   * @param integers the decisions; any number of any integers
   * @return a valid graph of at least one input
   */
  public static RandomGraph generate(List<Integer> integers) {
    Choices choices = new Choices(integers);
    int differentiate = choices.below(3);
    Pool pool = new Pool(choices, choices.below(ONE_WIDE_IN) == ONE_WIDE_IN - 1);
    MOVES.get(ElementwiseMoves.all().size()).apply(pool);
    for (int i = 0; i < MOST_MOVES && !choices.isEmpty(); i++) {
      choices.of(MOVES).apply(pool);
    }
    return new RandomGraph(graph(pool, differentiate));
  }

  private static Graph graph(Pool pool, int differentiate) {
    List<Graph.Output> outputs = new ArrayList<>();
    List<Tensor> last = last(pool);
    Tensor loss = last.get(0).mean();
    for (Tensor tensor : last) {
      outputs.add(new Graph.Output("y" + outputs.size(), tensor.value()));
      loss = loss.add(tensor.square().mean());
    }
    outputs.add(new Graph.Output(Program.LOSS, loss.value()));
    List<Graph.Assign> assigns = new ArrayList<>();
    if (differentiate > 0) {
      gradients(pool, loss, differentiate == 2, outputs, assigns);
    }
    return new Graph(pool.inputs().stream().map(Tensor::value).toList(), outputs, assigns);
  }

  private static List<Tensor> last(Pool pool) {
    int size = pool.items().size();
    return pool.items().subList(Math.max(0, size - OUTPUTS), size).stream()
        .map(Pool.Item::tensor)
        .toList();
  }

  private static void gradients(
      Pool pool,
      Tensor loss,
      boolean descend,
      List<Graph.Output> outputs,
      List<Graph.Assign> assigns) {
    List<Tensor> wrt = new ArrayList<>(pool.variables());
    pool.inputs().stream().filter(t -> t.dataType().isFloating()).forEach(wrt::add);
    List<Tensor> gradients = Gradients.of(loss, wrt);
    for (int i = 0; i < wrt.size(); i++) {
      Tensor gradient = gradients.get(i);
      boolean stored = descend && i < pool.variables().size();
      if (stored) {
        Tensor next = wrt.get(i).sub(gradient.mul(0.125));
        assigns.add(new Graph.Assign(wrt.get(i).value(), next.value()));
      } else {
        outputs.add(new Graph.Output("d" + i, gradient.value()));
      }
    }
  }
}
