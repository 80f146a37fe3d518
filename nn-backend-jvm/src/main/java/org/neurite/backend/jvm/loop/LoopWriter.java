package org.neurite.backend.jvm.loop;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.LoopCode.Local;

/**
 * Writes one part of a plan as code: reads what it needs, computes, then writes; results may lie
 * over operands.
 */
final class LoopWriter {
  private final LoopPlan plan;
  private final LoopParts parts;
  private final int part;
  private final LoopOps ops;
  private final Local[] values;
  private final int inputs;

  LoopWriter(LoopPlan plan, LoopParts parts, int part, LoopOps ops) {
    this.plan = plan;
    this.parts = parts;
    this.part = part;
    this.ops = ops;
    this.inputs = plan.inputs().size();
    this.values = new Local[inputs + plan.steps().size()];
  }

  void write() {
    for (int s = 0; s < plan.steps().size(); s++) {
      if (parts.computes(part, inputs + s)) {
        values[inputs + s] = compute(plan.steps().get(s));
      }
    }
    for (int kept : parts.kept(part)) {
      ops.store(temporary(kept), LoopPlan.Access.BLOCK, value(kept));
    }
    if (part == parts.count() - 1) {
      List<Local> results = values(plan.results());
      for (int k = 0; k < results.size(); k++) {
        ops.store(plan.firstResult() + k, plan.output(), results.get(k));
      }
    }
  }

  /** The array of a value that is kept. */
  private int temporary(int value) {
    return plan.firstResult() + plan.results().size() + parts.temporaries().indexOf(value);
  }

  private Local value(int index) {
    if (values[index] == null) {
      values[index] = read(index);
    }
    return values[index];
  }

  private Local read(int index) {
    if (index < inputs) {
      return ops.load(index, plan.inputs().get(index));
    }
    Op op = plan.steps().get(index - inputs).op();
    if (op instanceof Leaf.Constant constant) {
      return ops.constant((float) constant.value().cast(constant.dataType()).get(0));
    }
    if (op instanceof Leaf.Count) {
      return ops.load(plan.count(index - inputs), LoopPlan.Access.NUMBER);
    }
    return ops.load(temporary(index), LoopPlan.Access.BLOCK);
  }

  private List<Local> values(List<Integer> indices) {
    List<Local> values = new ArrayList<>(indices.size());
    for (int index : indices) {
      values.add(value(index));
    }
    return values;
  }

  private Local compute(Lowered.Step step) {
    List<Local> in = values(step.arguments());
    Op op = step.op();
    DataType type = in.isEmpty() ? DataType.FLOAT32 : plan.types().get(step.arguments().get(0));
    if (op instanceof Elementwise.Unary unary) {
      return ops.unary(unary.kind(), in.get(0));
    }
    if (op instanceof Elementwise.Binary binary) {
      return ops.binary(binary.kind(), type == DataType.INT32, in.get(0), in.get(1));
    }
    if (op instanceof Elementwise.Where) {
      return ops.where(in.get(0), in.get(1), in.get(2));
    }
    if (op instanceof Elementwise.Cast cast) {
      return ops.cast(type, cast.to(), in.get(0));
    }
    throw new IllegalArgumentException(op + " in a fused group");
  }
}
