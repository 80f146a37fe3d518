package org.neurite.api.backend;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.neurite.api.API;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Program;

/** Time spent in each instruction of a program, and so in each layer. Not thread-safe. */
@API(API.Status.EXPERIMENTAL)
public final class Profile {
  private final Program program;
  private final long[] nanos;
  private long runs;

  /**
   * Starts at zero.
   *
   * @param program the program to be measured
   */
  public Profile(Program program) {
    this.program = program;
    this.nanos = new long[program.instructions().size()];
  }

  /**
   * Adds time to an instruction.
   *
   * @param instruction its index
   * @param time nanoseconds
   */
  public void add(int instruction, long time) {
    nanos[instruction] += time;
  }

  /** Counts a run. */
  public void countRun() {
    runs++;
  }

  /**
   * Number of runs measured.
   *
   * @return the count
   */
  public long runs() {
    return runs;
  }

  /**
   * Time by layer path, longest first.
   *
   * @return nanoseconds over all runs
   */
  public Map<String, Long> byLayer() {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (int i = 0; i < nanos.length; i++) {
      sums.merge(program.instructions().get(i).path(), nanos[i], Long::sum);
    }
    Map<String, Long> sorted = new LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }

  /**
   * A table: microseconds per run by layer, then by instruction.
   *
   * @return several lines of text
   */
  public String table() {
    StringBuilder text = new StringBuilder();
    double perRun = 1e-3 / Math.max(1, runs);
    byLayer()
        .forEach(
            (layer, time) ->
                text.append(String.format(Locale.ROOT, "%10.2f µs  %s%n", time * perRun, layer)));
    for (int i = 0; i < nanos.length; i++) {
      Instruction instruction = program.instructions().get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "%10.2f µs  %3d %s %s%n",
              nanos[i] * perRun,
              i,
              instruction.op().name(),
              instruction.path()));
    }
    return text.toString();
  }
}
