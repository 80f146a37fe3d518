package org.neurite.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.backend.KernelBackend;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Scan;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;

/**
 * Runs compiled programs with the interpreter's rules in double precision: what differs from {@link
 * ReferenceInterpreter} is the compiler's doing. For tests of passes and plans; slow, and not
 * offered to users as a service.
 */
public final class ReferenceBackend extends KernelBackend {

  /** How an instruction's results come from its operands. */
  @FunctionalInterface
  private interface Rule {
    List<Values> evaluate(List<Values> inputs, List<TensorType> types, Evaluation run);
  }

  private final Predicate<Composite> claims;

  /** A backend that claims no composite. */
  public ReferenceBackend() {
    this(composite -> false);
  }

  /**
   * A backend that claims some composites and computes them by their bodies.
   *
   * @param claims which
   */
  public ReferenceBackend(Predicate<Composite> claims) {
    this.claims = claims;
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public boolean claims(Composite composite) {
    return claims.test(composite);
  }

  @Override
  public DeviceBuffer allocate(DataType dataType, long elements) {
    return new DoubleBuffer(dataType, elements);
  }

  @Override
  protected boolean supports(Instruction instruction) {
    return true;
  }

  @Override
  protected Kernel bind(Instruction instruction, Memory memory) {
    Rule rule = rule(instruction, memory);
    List<TensorType> types =
        instruction.op().infer(instruction.inputs().stream().map(Operand::type).toList());
    return (n, step) -> {
      Evaluation run = new Evaluation(n, memory.seed(), step);
      List<Values> inputs =
          instruction.inputs().stream().map(o -> load(o, memory.buffer(o.slot()), run)).toList();
      List<Values> results = rule.evaluate(inputs, types, run);
      for (int i = 0; i < results.size(); i++) {
        Optional<Operand> output = instruction.outputs().get(i);
        if (output.isPresent()) {
          store(results.get(i), memory.buffer(output.get().slot()));
        }
      }
    };
  }

  private Rule rule(Instruction instruction, Memory memory) {
    if (instruction.body().isEmpty()) {
      return (inputs, types, run) -> Evaluators.evaluate(instruction.op(), inputs, types, run);
    }
    Scan scan = (Scan) instruction.op();
    Program body = instruction.body().get();
    Session session = prepare(body).open(memory.capacity(), memory.seed(), Map.of());
    return (inputs, types, run) -> {
      List<TensorType> concrete = types.stream().map(run::concrete).toList();
      return StructureRules.loop(
          new Call<>(scan, inputs, concrete, run),
          arguments -> step(body, session, arguments, run));
    };
  }

  /** One step of a loop: its program, fed and read by position. */
  private static List<Values> step(
      Program program, Session session, List<Values> arguments, Evaluation run) {
    for (int i = 0; i < arguments.size(); i++) {
      store(arguments.get(i), session.input(Integer.toString(i)));
    }
    session.run(run.n(), run.step());
    List<Values> results = new ArrayList<>();
    IntStream.range(0, program.outputs().size())
        .mapToObj(Integer::toString)
        .forEach(name -> results.add(load(program.outputs().get(name), session.output(name), run)));
    return results;
  }

  private static Values load(Operand operand, DeviceBuffer buffer, Evaluation run) {
    double[] data = ((DoubleBuffer) buffer).data();
    return Values.generate(run.concrete(operand.type()), i -> data[i]);
  }

  private static void store(Values values, DeviceBuffer buffer) {
    double[] data = ((DoubleBuffer) buffer).data();
    for (int i = 0; i < values.length(); i++) {
      data[i] = values.get(i);
    }
  }

  @Override
  public void close() {}
}
