package org.neurite.api.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.API;

/**
 * A compiled graph: slots and the instructions that run one after the other. The batch size is
 * given at each run.
 *
 * <p>Operations that occur: every {@link org.neurite.api.graph.Op} except {@link
 * org.neurite.api.graph.Leaf.Input}, {@link org.neurite.api.graph.Leaf.Variable} and constants
 * (which are slots), {@link org.neurite.api.graph.Elementwise.StopGradient}, and composites that
 * the backend did not claim. {@link org.neurite.api.graph.ShapeOps.Reshape} occurs only to copy a
 * value into an output or variable.
 *
 * @param name what it is for, for instance {@code houses/train}
 * @param slots all buffers; slot i has id i
 * @param instructions in execution order
 * @param inputs what the caller feeds, by name
 * @param outputs what the caller reads, by name
 * @param guard index of the instruction before which the first element of output {@code loss} must
 *     be finite for the run to go on (nothing persistent is written before it), or -1 for no guard
 */
@API(API.Status.EXPERIMENTAL)
public record Program(
    String name,
    List<Slot> slots,
    List<Instruction> instructions,
    Map<String, Operand> inputs,
    Map<String, Operand> outputs,
    int guard) {

  /** Name of the output that {@link #guard()} watches. */
  public static final String LOSS = "loss";

  /** Copies the collections, keeping their order. */
  public Program {
    slots = List.copyOf(slots);
    instructions = List.copyOf(instructions);
    inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /**
   * The persistent slots.
   *
   * @return by name
   */
  public Map<String, Slot> variables() {
    Map<String, Slot> variables = new LinkedHashMap<>();
    for (Slot slot : slots) {
      if (slot.kind() == Slot.Kind.VARIABLE) {
        variables.put(slot.name(), slot);
      }
    }
    return variables;
  }

  /**
   * Memory that one session needs besides the variables, in the interchange format.
   *
   * @param n the capacity: the largest batch size
   * @return bytes
   */
  public long bytes(long n) {
    long bytes = 0;
    for (Slot slot : slots) {
      bytes += slot.kind() == Slot.Kind.VARIABLE ? 0 : slot.bytes(n);
    }
    return bytes;
  }

  /**
   * The listing: slots, instructions, shapes, bytes, FLOPs.
   *
   * @param n the batch size for bytes and FLOPs
   * @return several lines of text
   */
  public String explain(long n) {
    return Explanation.of(this, n);
  }

  /**
   * Floating-point operations of one run (a multiply-add counts two).
   *
   * @param n the batch size
   * @return the number, estimated from shapes
   */
  public long flops(long n) {
    return instructions.stream().mapToLong(i -> Flops.of(i, n)).sum();
  }

  /**
   * Looks up a slot's description.
   *
   * @param operand a value
   * @return the slot it is in
   */
  public Slot slot(Operand operand) {
    return slots.get(operand.slot());
  }

  /**
   * An output by name.
   *
   * @param output its name
   * @return the operand, or empty if there is none
   */
  public Optional<Operand> output(String output) {
    return Optional.ofNullable(outputs.get(output));
  }
}
