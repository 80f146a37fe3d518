package org.neurite.api.program;

import java.util.List;
import java.util.Optional;
import org.neurite.api.API;
import org.neurite.api.graph.Op;

/**
 * One operation on slots.
 *
 * <p>An output slot may be the same as an input slot only for elementwise work ({@link
 * org.neurite.api.graph.Elementwise}, and {@link org.neurite.api.graph.Lowered.Fused} without
 * reduction), and then that input has exactly the output's shape: element i is read before it is
 * written. No other overlap occurs.
 *
 * @param op what is computed; see {@link Program} for those that occur
 * @param inputs operands in the operation's order
 * @param outputs results in the operation's order; empty where a result is not used
 * @param path the layer it belongs to; may be empty
 * @param body for a {@link org.neurite.api.graph.Scan}, its body as a program: inputs named {@code
 *     0}, {@code 1} … in the order of the body's parameters, outputs likewise
 */
@API(API.Status.EXPERIMENTAL)
public record Instruction(
    Op op,
    List<Operand> inputs,
    List<Optional<Operand>> outputs,
    String path,
    Optional<Program> body) {

  /** Copies the lists. */
  public Instruction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * The one result.
   *
   * @return the first output
   */
  public Operand output() {
    return outputs.get(0).orElseThrow();
  }
}
