package org.neurite.core.compile;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.neurite.api.backend.Backend;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Graph;
import org.neurite.api.program.Program;
import org.neurite.core.event.CompileEvent;
import org.neurite.core.event.FlightEvents;

/** Compiles graphs for a backend. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles with every pass.
   *
   * @param name what the program is called
   * @param graph the traced graph
   * @param backend asked which composites it claims
   * @return the program
   */
  public static Program compile(String name, Graph graph, Backend backend) {
    return compile(name, graph, backend, Pass.all());
  }

  /**
   * Compiles with some passes. If the graph has an output called {@link Program#LOSS} and
   * assignments, the program is guarded: a loss that is not finite leaves the variables as they
   * are.
   *
   * @param name what the program is called
   * @param graph the traced graph
   * @param backend asked which composites it claims
   * @param passes what to do beyond the necessary
   * @return the program
   */
  public static Program compile(String name, Graph graph, Backend backend, Set<Pass> passes) {
    Optional<CompileEvent> recorded = FlightEvents.compilation();
    Program program = compile(name, graph, backend, passes, false);
    if (recorded.isPresent()) {
      recorded.get().finish(name, program.instructions().size());
    }
    return program;
  }

  private static Program compile(
      String name, Graph graph, Backend backend, Set<Pass> passes, boolean isBody) {
    Predicate<Composite> claims = backend::claims;
    Graph lowered = optimize(Lowering.apply(graph, claims), claims, passes);
    return new Planner(
            name,
            lowered,
            passes,
            body -> compile(name + "/loop", body, backend, passes, true),
            isBody)
        .plan();
  }

  /**
   * Rewrites a lowered graph into an equal, cheaper one.
   *
   * @param graph a graph without composites to expand
   * @param claims which composites stay
   * @param passes which rewrites
   * @return the rewritten graph
   */
  static Graph optimize(Graph graph, Predicate<Composite> claims, Set<Pass> passes) {
    Graph result = simplify(graph, passes);
    if (passes.contains(Pass.HOIST) && Hoisting.hasLoops(result)) {
      UnaryOperator<Graph> simplify = body -> simplify(Lowering.apply(body, claims), passes);
      Graph hoisted = Hoisting.apply(result, simplify);
      result = hoisted.equals(result) ? result : Recall.apply(simplify(hoisted, passes), simplify);
    }
    if (passes.contains(Pass.FACTOR_SUMS) && Fusion.hasReductions(result)) {
      Graph factored = SumFactoring.apply(result);
      result = factored.equals(result) ? result : simplify(factored, passes);
    }
    return passes.contains(Pass.FUSE) ? Fusion.apply(result, passes) : result;
  }

  private static Graph simplify(Graph graph, Set<Pass> passes) {
    Graph result = graph;
    for (int round = 0; round < 2; round++) {
      result = passes.contains(Pass.FOLD) ? Folding.apply(result) : result;
      result = passes.contains(Pass.SHARE) ? Sharing.apply(result) : result;
    }
    return passes.contains(Pass.TRANSPOSE_INTO_MATMUL) ? TransposeFolding.apply(result) : result;
  }
}
