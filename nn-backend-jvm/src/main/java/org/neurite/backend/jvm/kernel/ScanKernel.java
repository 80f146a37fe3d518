package org.neurite.backend.jvm.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Scan;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * A loop: its body's kernels run once per step. Where rows of the batch don't meet, a thread takes
 * some of them through all steps, and waits for nobody in between.
 */
public final class ScanKernel implements Kernel, Job {

  /** Steps for which it pays to bring captured values into other forms. */
  private static final int LEAST_STEPS = 8;

  /** Rows that are taken through a loop together, at least: what a product does at a time. */
  private static final int ROWS = 16;

  /** Weights of a product that fit into a cache near the processor, so that rereading is cheap. */
  private static final long MOST_WEIGHTS = 1 << 17;

  private static final int PARTS_PER_THREAD = 2;

  /** Operations that take a quarter of a nanosecond. */
  private static final int FLOPS_PER_UNIT = 8;

  private final Team team;

  /** Of one row through all steps, in quarters of a nanosecond. */
  private final long workPerRow;

  /** Of captured values: what they are while the loop runs. */
  private final Forms[] forms;

  /** One body for all rows; or bodies for some rows each, as many as parts at the same time. */
  private final LoopBody[] bodies;

  private final boolean apart;
  private int rows;
  private int groups;
  private int parts;
  private long step;

  private ScanKernel(Scan op, Binding binding) {
    Program program = binding.instruction().body().orElseThrow();
    workPerRow = program.flops(1) / FLOPS_PER_UNIT * op.length();
    team = binding.resources().team();
    Map<Integer, Forms> captives = new HashMap<>();
    forms = captives(op, binding, captives);
    Resources resources = binding.resources();
    int capacity = resources.capacity();
    apart =
        capacity >= 2 * ROWS
            && RowWise.holds(op, binding.instruction())
            && program.instructions().stream().allMatch(ScanKernel::isSmall);
    bodies = new LoopBody[apart ? Math.min(PARTS_PER_THREAD * team.size(), capacity / ROWS) : 1];
    Resources own = apart ? resources.with(Team.alone()).withCapacity(2 * ROWS - 1) : resources;
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = new LoopBody(op, binding, captives, own);
    }
  }

  /**
   * Binds a loop.
   *
   * @param op the operation
   * @param binding its operands, results and body
   * @return the kernel
   */
  public static Kernel of(Scan op, Binding binding) {
    return new ScanKernel(op, binding);
  }

  /** Forms of captured values, by slot of the body; those that the loop has to refresh. */
  private static Forms[] captives(Scan op, Binding binding, Map<Integer, Forms> bySlot) {
    Program program = binding.instruction().body().orElseThrow();
    Stream.Builder<Forms> changing = Stream.builder();
    for (int i = op.carries() + op.scanned(); i < binding.instruction().inputs().size(); i++) {
      Operand captive = program.inputs().get(Integer.toString(i));
      if (captive == null) {
        continue;
      }
      Forms outside = binding.forms(i);
      if (outside != null) {
        bySlot.put(captive.slot(), outside);
      } else if (op.length() >= LEAST_STEPS) {
        Forms own = new Forms(false);
        bySlot.put(captive.slot(), own);
        changing.add(own);
      }
    }
    return changing.build().toArray(Forms[]::new);
  }

  /** A product with many weights is shared by the threads at every step instead. */
  private static boolean isSmall(Instruction instruction) {
    Op op =
        instruction.op() instanceof Lowered.WithEpilogue finished
            ? finished.core()
            : instruction.op();
    Shape weights =
        op instanceof LinearOps.MatMul ? instruction.inputs().get(1).type().shape() : Shape.SCALAR;
    return weights.elements().at(1) <= MOST_WEIGHTS;
  }

  @Override
  public void run(int n, long number) {
    for (Forms captured : forms) {
      captured.refresh();
    }
    if (!apart) {
      bodies[0].run(n, 0, n, number);
      return;
    }
    rows = n;
    step = number;
    groups = Math.max(1, n / ROWS);
    parts = team.parts(n * workPerRow, Math.min(groups, bodies.length));
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int end = Team.begin(groups, parts, part + 1);
    for (int group = Team.begin(groups, parts, part); group < end; group++) {
      bodies[part].run(
          rows, Team.begin(rows, groups, group), Team.begin(rows, groups, group + 1), step);
    }
  }
}
