package org.neurite.api.program;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neurite.api.graph.Lowered;

/** Prints a program for people. */
final class Explanation {
  private Explanation() {}

  static String of(Program program, long n) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "program %s: %d instructions, %d slots, %,d bytes and %,d FLOPs at N=%d%n",
            program.name(),
            program.instructions().size(),
            program.slots().size(),
            program.bytes(n),
            program.flops(n),
            n));
    for (Slot slot : program.slots()) {
      text.append(slotLine(slot, n));
    }
    int index = 0;
    for (Instruction instruction : program.instructions()) {
      if (index == program.guard()) {
        text.append(String.format("  ---- stops here unless %s is finite%n", Program.LOSS));
      }
      text.append(instructionLines(index++, instruction, n));
    }
    return text.toString();
  }

  private static String slotLine(Slot slot, long n) {
    return String.format(
        Locale.ROOT,
        "  %%%-4d %-9s %-8s %,12d bytes  %s%n",
        slot.id(),
        slot.kind().name().toLowerCase(Locale.ROOT),
        slot.dataType().name().toLowerCase(Locale.ROOT),
        slot.bytes(n),
        slot.name());
  }

  private static String instructionLines(int index, Instruction instruction, long n) {
    String results =
        instruction.outputs().stream()
            .map(o -> o.map(Operand::toString).orElse("_"))
            .collect(Collectors.joining(", "));
    String operands =
        instruction.inputs().stream().map(Operand::toString).collect(Collectors.joining(", "));
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %3d %s = %s(%s)  %,d FLOPs%s%n",
                index,
                results,
                instruction.op().name(),
                operands,
                Flops.of(instruction, n),
                instruction.path().isEmpty() ? "" : "  @" + instruction.path()));
    group(instruction).ifPresent(g -> text.append(steps(g)));
    instruction
        .body()
        .ifPresent(
            b -> b.explain(n).lines().forEach(l -> text.append("      ").append(l).append('\n')));
    return text.toString();
  }

  private static Optional<Lowered.Fused> group(Instruction instruction) {
    if (instruction.op() instanceof Lowered.Fused fused) {
      return Optional.of(fused);
    }
    return instruction.op() instanceof Lowered.WithEpilogue with
        ? Optional.of(with.epilogue())
        : Optional.empty();
  }

  private static String steps(Lowered.Fused fused) {
    StringBuilder text = new StringBuilder();
    int number = fused.operands();
    for (Lowered.Step step : fused.steps()) {
      text.append(
          String.format("        v%d = %s%s%n", number++, step.op().name(), step.arguments()));
    }
    return text.append(String.format("        gives %s%n", fused.results())).toString();
  }
}
