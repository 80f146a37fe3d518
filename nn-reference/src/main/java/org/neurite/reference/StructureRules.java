package org.neurite.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.tensor.TensorType;

/** Operations made of others: loops, composites and what the compiler fuses. */
final class StructureRules {
  private StructureRules() {}

  static void register(Evaluators table) {
    table.many(Scan.class, StructureRules::scan);
    table.many(Composite.class, c -> c.run().call(c.op().body(), c.inputs()));
    table.many(Lowered.Fused.class, c -> fused(c.op(), c.inputs(), c.run()));
    table.many(Lowered.WithEpilogue.class, StructureRules::withEpilogue);
  }

  private static List<Values> scan(Call<Scan> call) {
    return loop(call, arguments -> call.run().call(call.op().body(), arguments));
  }

  /** Runs a loop whose step is computed by somebody: carries, slices, captured values go in. */
  static List<Values> loop(Call<Scan> call, UnaryOperator<List<Values>> step) {
    Scan op = call.op();
    List<Values> stacks = call.outputs().stream().skip(op.carries()).map(Values::zeros).toList();
    List<Values> carries = call.inputs().subList(0, op.carries());
    for (int i = 0; i < op.length(); i++) {
      int position = op.reverse() ? op.length() - 1 - i : i;
      List<Values> results = step.apply(arguments(call, carries, position));
      for (int e = 0; e < op.emitted(); e++) {
        store(stacks.get(e), position, results.get(op.carries() + e));
      }
      for (int c = 0; c < op.carries(); c++) {
        store(stacks.get(op.emitted() + c), position, carries.get(c));
      }
      carries = results.subList(0, op.carries());
    }
    List<Values> all = new ArrayList<>(carries);
    all.addAll(stacks);
    return all;
  }

  /** Carries, this step's slices, captured values. */
  private static List<Values> arguments(Call<Scan> call, List<Values> carries, int position) {
    Scan op = call.op();
    List<Values> arguments = new ArrayList<>(carries);
    int captured = op.carries() + op.scanned();
    for (Values scanned : call.inputs().subList(op.carries(), captured)) {
      arguments.add(row(scanned, position));
    }
    arguments.addAll(call.inputs().subList(captured, call.inputs().size()));
    return arguments;
  }

  private static Values row(Values stack, int position) {
    Values result = Values.zeros(stack.type().withShape(stack.shape().without(0)));
    result.set(0, stack, position * result.length(), result.length());
    return result;
  }

  private static void store(Values stack, int position, Values row) {
    stack.set(position * row.length(), row, 0, row.length());
  }

  /** Every operand and every step spread over the whole domain, one array each. */
  private static List<Values> fused(Lowered.Fused op, List<Values> inputs, Evaluation run) {
    List<TensorType> types = op.valueTypes(inputs.stream().map(Values::type).toList());
    List<Values> known = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Values value = i < inputs.size() ? inputs.get(i) : step(op, i, known, types, run);
      known.add(MovementRules.broadcast(value, domain(op, types.get(i), run)));
    }
    List<Values> results = op.results().stream().map(known::get).toList();
    return op.reduction().isEmpty()
        ? results
        : List.of(reduced(op.reduction().get(), results, run));
  }

  private static Values step(
      Lowered.Fused op, int i, List<Values> known, List<TensorType> types, Evaluation run) {
    Lowered.Step step = op.steps().get(i - op.operands());
    List<Values> arguments = step.arguments().stream().map(known::get).toList();
    boolean leaf = arguments.isEmpty();
    TensorType type = leaf ? types.get(i) : domain(op, types.get(i), run);
    return Evaluators.evaluate(step.op(), arguments, List.of(type), run).get(0);
  }

  private static TensorType domain(Lowered.Fused op, TensorType type, Evaluation run) {
    return run.concrete(type.withShape(op.domain()));
  }

  private static Values reduced(Reduction.Reduce op, List<Values> results, Evaluation run) {
    Values whole = results.get(0);
    TensorType type = op.infer(List.of(whole.type())).get(0);
    return ReductionRules.reduce(op, whole, run.concrete(type));
  }

  private static List<Values> withEpilogue(Call<Lowered.WithEpilogue> call) {
    Lowered.WithEpilogue op = call.op();
    List<Values> operands = call.inputs().subList(0, 2);
    List<TensorType> types = op.core().infer(operands.stream().map(Values::type).toList());
    List<Values> inputs =
        new ArrayList<>(Evaluators.evaluate(op.core(), operands, types, call.run()));
    inputs.addAll(call.inputs().subList(2, call.inputs().size()));
    return fused(op.epilogue(), inputs, call.run());
  }
}
