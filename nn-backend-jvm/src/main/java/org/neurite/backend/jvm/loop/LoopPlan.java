package org.neurite.backend.jvm.loop;

import java.util.List;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.tensor.DataType;

/**
 * What a loop computes, and all that its code depends on: groups with equal plans share a class.
 *
 * @param inputs how each operand of the group is read
 * @param steps the group's steps; a {@link Leaf.Count} is a further input, read as a number
 * @param types element type of each operand and step
 * @param results the values that are written
 * @param output how they are written
 */
public record LoopPlan(
    List<Access> inputs,
    List<Lowered.Step> steps,
    List<DataType> types,
    List<Integer> results,
    Access output) {

  /** What exp, tanh and their like take, compiled, in simple operations. */
  private static final int OPERATIONS_OF_A_FUNCTION = 8;

  /** Where element i of the range is in an array. */
  public enum Access {
    /** At index i. */
    WHOLE,
    /** At index i, counted from the beginning of the range. */
    BLOCK,
    /** At index 0, for all i. */
    NUMBER
  }

  /** Copies the lists. */
  public LoopPlan {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    types = List.copyOf(types);
    results = List.copyOf(results);
  }

  /** Length of the table of arrays. */
  int arrays() {
    return firstResult() + results.size() + temporaries();
  }

  /** Where in the table the results begin: after inputs and numbers of the batch size. */
  int firstResult() {
    return count(steps.size());
  }

  /** Where in the table the number is that a {@link Leaf.Count} stands for. */
  int count(int step) {
    int before = 0;
    for (Lowered.Step earlier : steps.subList(0, step)) {
      before += earlier.op() instanceof Leaf.Count ? 1 : 0;
    }
    return inputs.size() + before;
  }

  /**
   * Arrays of {@link LoopFactory#BLOCK} elements and the padding that a loop needs for itself, at
   * the end of the table.
   *
   * @return how many
   */
  public int temporaries() {
    return LoopParts.of(this).temporaries().size();
  }

  /** About how many simple operations on vectors it takes. */
  int cost() {
    int cost = inputs.size() + results.size();
    for (Lowered.Step step : steps) {
      cost += isFunction(step) ? OPERATIONS_OF_A_FUNCTION : 1;
    }
    return cost;
  }

  /** Whether a step is a function that the JIT compiler can't make vector code of. */
  boolean hasFunctions() {
    for (Lowered.Step step : steps) {
      if (isFunction(step)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a step takes many operations. */
  static boolean isFunction(Lowered.Step step) {
    if (step.op() instanceof Elementwise.Binary binary) {
      return binary.kind() == Elementwise.BinaryKind.POW;
    }
    return step.op() instanceof Elementwise.Unary unary
        && switch (unary.kind()) {
          case EXP, LOG, LOG1P, EXPM1, SIN, COS, TANH, SIGMOID, ERF -> true;
          case NEG, ABS, SQRT, RSQRT, FLOOR, SIGN, NOT -> false;
        };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoopPlan that
        && inputs.equals(that.inputs)
        && steps.equals(that.steps)
        && types.equals(that.types)
        && results.equals(that.results)
        && output == that.output;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * inputs.hashCode() + steps.hashCode()) + results.hashCode();
  }
}
