package org.neurite.backend.jvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * An instruction with the arrays of its operands: all that a kernel is made from.
 *
 * @param instruction the instruction
 * @param slots the array of each slot
 * @param forms where forms of a slot's array are kept; null for one that may change from one run of
 *     the kernel to the next
 * @param resources what the session's kernels share
 */
public record Binding(
    Instruction instruction,
    IntFunction<float[]> slots,
    IntFunction<@Nullable Forms> forms,
    Resources resources) {

  /**
   * The array of an operand.
   *
   * @param index which operand
   * @return its slot's memory
   */
  public float[] input(int index) {
    return slots.apply(instruction.inputs().get(index).slot());
  }

  /**
   * Where forms of an operand are kept.
   *
   * @param index which operand
   * @return null if the operand may change from one run of the kernel to the next
   */
  public @Nullable Forms forms(int index) {
    return forms.apply(instruction.inputs().get(index).slot());
  }

  /**
   * The arrays of all operands.
   *
   * @return in the operation's order
   */
  public float[][] inputs() {
    List<Operand> operands = instruction.inputs();
    float[][] inputs = new float[operands.size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = slots.apply(operands.get(i).slot());
    }
    return inputs;
  }

  /**
   * Dimensions of an operand.
   *
   * @param index which operand
   * @return its shape
   */
  public Shape shape(int index) {
    return type(index).shape();
  }

  /**
   * Type of an operand.
   *
   * @param index which operand
   * @return its type
   */
  public TensorType type(int index) {
    return instruction.inputs().get(index).type();
  }

  /**
   * Types of all operands.
   *
   * @return in the operation's order
   */
  public List<TensorType> types() {
    List<TensorType> types = new ArrayList<>(instruction.inputs().size());
    for (Operand operand : instruction.inputs()) {
      types.add(operand.type());
    }
    return types;
  }

  /**
   * The array of the first result.
   *
   * @return its slot's memory
   */
  public float[] output() {
    return slots.apply(instruction.output().slot());
  }

  /**
   * The array of a result.
   *
   * @param index which result
   * @return its slot's memory, or null if the result is not used
   */
  public float @Nullable [] output(int index) {
    Optional<Operand> output = instruction.outputs().get(index);
    return output.isPresent() ? slots.apply(output.get().slot()) : null;
  }

  /**
   * Dimensions of the first result.
   *
   * @return its shape
   */
  public Shape outputShape() {
    return instruction.output().type().shape();
  }

  /**
   * Size of a dimension at capacity.
   *
   * @param dim the dimension
   * @return number of entries for the largest batch
   */
  public int most(Dim dim) {
    return Math.toIntExact(dim.at(resources.capacity()));
  }

  /**
   * Number of threads that may run parts of the kernel.
   *
   * @return the team's size
   */
  public int workers() {
    return resources.team().size();
  }
}
