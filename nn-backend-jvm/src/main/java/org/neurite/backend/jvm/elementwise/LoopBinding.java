package org.neurite.backend.jvm.elementwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.loop.LoopFactory;
import org.neurite.backend.jvm.loop.LoopPlan;

/** How a group is laid before a loop: which array stands where in its table, and how it is read. */
final class LoopBinding {
  /** A number that depends on the batch size, in an array of its own. */
  record Count(Dim dim, int position) {}

  private final Lowered.Fused fused;
  private final List<TensorType> types;
  private final List<LoopPlan.Access> accesses = new ArrayList<>();
  private final List<float[]> table = new ArrayList<>();
  private final List<BroadcastOperand> broadcasts = new ArrayList<>();
  private final List<RunOperand> runs = new ArrayList<>();
  private final List<Count> counts = new ArrayList<>();
  private final List<Integer> results = new ArrayList<>();
  private final boolean intoBlock;
  private final int workers;
  private final LoopPlan plan;
  private final int temporaries;

  LoopBinding(
      Lowered.Fused fused,
      List<TensorType> types,
      float[][] operands,
      float[][] outputs,
      int workers) {
    this.fused = fused;
    this.types = types;
    this.workers = workers;
    this.intoBlock = outputs.length == 0;
    for (int i = 0; i < operands.length; i++) {
      add(i, operands[i]);
    }
    for (Lowered.Step step : fused.steps()) {
      if (step.op() instanceof Leaf.Count count) {
        counts.add(new Count(count.dim(), table.size()));
        table.add(new float[1]);
      }
    }
    if (intoBlock) {
      results.add(fused.results().get(0));
      table.add(new float[0]);
    }
    for (int k = 0; k < outputs.length; k++) {
      if (outputs[k] != null) {
        results.add(fused.results().get(k));
        table.add(outputs[k]);
      }
    }
    this.plan = makePlan();
    this.temporaries = plan.temporaries();
  }

  private void add(int index, float[] operand) {
    TensorType type = types.get(index);
    table.add(operand);
    if (type.shape().elements().equals(fused.domain().elements())) {
      accesses.add(LoopPlan.Access.WHOLE);
    } else if (type.shape().elements().isOne()) {
      accesses.add(LoopPlan.Access.NUMBER);
    } else if (RunOperand.suits(type.shape(), fused.domain())) {
      accesses.add(LoopPlan.Access.NUMBER);
      runs.add(new RunOperand(index, operand, type.shape(), fused.domain(), workers));
    } else {
      accesses.add(LoopPlan.Access.BLOCK);
      broadcasts.add(new BroadcastOperand(index, operand, type.shape(), fused.domain(), workers));
    }
  }

  LoopPlan plan() {
    return plan;
  }

  private LoopPlan makePlan() {
    return new LoopPlan(
        accesses,
        fused.steps(),
        dataTypes(fused.valueTypes(types)),
        results,
        intoBlock ? LoopPlan.Access.BLOCK : LoopPlan.Access.WHOLE);
  }

  private static List<DataType> dataTypes(List<TensorType> types) {
    List<DataType> dataTypes = new ArrayList<>(types.size());
    for (TensorType type : types) {
      dataTypes.add(type.dataType());
    }
    return dataTypes;
  }

  /** The arrays of each worker: shared ones, and where blocks are made its own. */
  float[][][] tables() {
    float[][][] tables = new float[workers][table.size() + temporaries][];
    for (int worker = 0; worker < workers; worker++) {
      float[][] mine = tables[worker];
      table.toArray(mine);
      for (RunOperand run : runs) {
        run.enter(mine, worker);
      }
      for (int i = table.size() - (intoBlock ? 1 : 0); i < mine.length; i++) {
        mine[i] = new float[Blocks.BLOCK + LoopFactory.PADDING];
      }
    }
    return tables;
  }

  /** For each worker, a vector for each array that is read or written element by element. */
  float[][][] rests() {
    float[][][] rests = tables();
    for (float[][] mine : rests) {
      for (int i = 0; i < mine.length; i++) {
        if (isMoving(i)) {
          mine[i] = new float[LoopFactory.PADDING];
        }
      }
    }
    return rests;
  }

  /**
   * Whether an array of the table has an element for each of the domain, or for each of a block.
   */
  private boolean isMoving(int index) {
    return index >= firstResult()
        || index < accesses.size() && accesses.get(index) != LoopPlan.Access.NUMBER;
  }

  /** The positions of all {@link #isMoving moving} inputs. */
  int[] movingInputs() {
    int[] moving = new int[accesses.size()];
    int count = 0;
    for (int i = 0; i < accesses.size(); i++) {
      if (isMoving(i)) {
        moving[count++] = i;
      }
    }
    return Arrays.copyOf(moving, count);
  }

  /** Whether an input begins anew with each block. */
  boolean isBlock(int index) {
    return accesses.get(index) == LoopPlan.Access.BLOCK;
  }

  /** Where the results begin in the table. */
  int firstResult() {
    return accesses.size() + counts.size();
  }

  /** Where the results end in the table. */
  int endOfResults() {
    return table.size();
  }

  List<BroadcastOperand> broadcasts() {
    return broadcasts;
  }

  List<RunOperand> runs() {
    return runs;
  }

  List<Count> counts() {
    return counts;
  }

  Dim elements() {
    return fused.domain().elements();
  }

  /** Quarters of a nanosecond per element, roughly. */
  int cost() {
    int quarters = 0;
    for (Lowered.Step step : fused.steps()) {
      quarters += cost(step);
    }
    return 1 + (table.size() + broadcasts.size() + quarters / 4) / 4;
  }

  /** Sixteenths of a quarter of a nanosecond. */
  private static int cost(Lowered.Step step) {
    if (step.op() instanceof Elementwise.Binary binary) {
      return switch (binary.kind()) {
        case POW -> 150;
        case DIV -> 8;
        default -> 2;
      };
    }
    if (step.op() instanceof Elementwise.Unary unary) {
      return switch (unary.kind()) {
        case SIN, COS -> 40;
        case EXP, LOG, LOG1P, EXPM1, TANH, SIGMOID, ERF -> 25;
        case SQRT, RSQRT -> 8;
        default -> 2;
      };
    }
    return 2;
  }
}
