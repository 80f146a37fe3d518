package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neurite.api.API;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Operations that only the compiler makes: what several nodes become when they are fused. */
@API(API.Status.EXPERIMENTAL)
public sealed interface Lowered extends Op {

  /**
   * One operation of a fused group.
   *
   * @param op an {@link Elementwise} operation, or a scalar {@link Leaf.Constant} or {@link
   *     Leaf.Count}
   * @param arguments what it reads: {@code i} below the number of operands is operand i, else the
   *     result of step {@code i - operands}
   */
  record Step(Op op, List<Integer> arguments) {
    /** Copies the list. */
    public Step {
      arguments = List.copyOf(arguments);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Step that && op.equals(that.op) && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
      return 31 * op.hashCode() + arguments.hashCode();
    }
  }

  /**
   * Elementwise steps over one domain in one pass, optionally reduced at the end. Every operand
   * broadcasts to the domain (as {@link ShapeOps.Broadcast}).
   *
   * @param domain the shape that is looped over
   * @param operands number of operands
   * @param steps what is computed for each element, in order
   * @param results which values (numbered as arguments are) leave the group
   * @param reduction if present, the one result is reduced by it
   */
  record Fused(
      Shape domain,
      int operands,
      List<Step> steps,
      List<Integer> results,
      Optional<Reduction.Reduce> reduction)
      implements Lowered {
    /** Copies the lists. */
    public Fused {
      steps = List.copyOf(steps);
      results = List.copyOf(results);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, operands);
      for (TensorType input : inputs) {
        Rules.require(
            input.shape().broadcastsTo(domain), "a shape that broadcasts to " + domain, input);
      }
      List<TensorType> types = valueTypes(inputs);
      if (reduction.isPresent()) {
        Rules.require(results.size() == 1, "one result to reduce", results);
        return reduction.get().infer(List.of(types.get(results.get(0)).withShape(domain)));
      }
      List<TensorType> given = new ArrayList<>(results.size());
      for (int result : results) {
        given.add(types.get(result).withShape(domain));
      }
      return given;
    }

    /**
     * Element types of operands and steps, as scalars.
     *
     * @param inputs types of the operands
     * @return one per operand and step, in their numbering
     */
    public List<TensorType> valueTypes(List<TensorType> inputs) {
      List<TensorType> types = new ArrayList<>();
      for (TensorType input : inputs) {
        types.add(input.withShape(Shape.SCALAR));
      }
      for (Step step : steps) {
        List<TensorType> arguments = new ArrayList<>(step.arguments().size());
        for (int argument : step.arguments()) {
          arguments.add(types.get(argument));
        }
        types.add(step.op().infer(arguments).get(0));
      }
      return types;
    }

    @Override
    public String name() {
      return steps.stream()
          .filter(s -> s.op() instanceof Elementwise)
          .map(s -> s.op().name())
          .collect(Collectors.joining("+", "fused(", reduction.isPresent() ? ")+reduce" : ")"));
    }
  }

  /**
   * A matrix product or convolution whose result is finished by elementwise steps before it is
   * written: bias, activation. Operands: those of the core (always two), then the further operands
   * of the epilogue.
   *
   * @param core a {@link LinearOps} operation
   * @param epilogue steps whose operand 0 is the core's result; one result, no reduction
   */
  record WithEpilogue(LinearOps core, Fused epilogue) implements Lowered {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      List<TensorType> operands = new ArrayList<>(core.infer(inputs.subList(0, 2)));
      operands.addAll(inputs.subList(2, inputs.size()));
      List<TensorType> results = epilogue.infer(operands);
      Rules.require(
          results.size() == 1 && results.get(0).shape().equals(operands.get(0).shape()),
          "an epilogue with one result of the core's shape",
          results);
      return results;
    }

    @Override
    public String name() {
      return core.name() + "+" + epilogue.name();
    }
  }
}
