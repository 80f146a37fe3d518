package org.neurite.backend.jvm.elementwise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.kernel.Resources;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/** A fused group without reduction, or a single elementwise operation. */
public final class FusedKernel implements Epilogue, Job {
  private final Team team;
  private final Group group;
  private final Dim elements;
  private int total;
  private int parts;

  private FusedKernel(Team team, Group group, Shape domain) {
    this.team = team;
    this.group = group;
    this.elements = domain.elements();
  }

  /**
   * Binds a fused group.
   *
   * @param fused the group, without reduction
   * @param binding its operands and results
   * @return the kernel
   */
  public static Kernel of(Lowered.Fused fused, Binding binding) {
    float[][] outputs = new float[fused.results().size()][];
    for (int k = 0; k < outputs.length; k++) {
      outputs[k] = binding.output(k);
    }
    return of(fused, binding.types(), binding.inputs(), outputs, binding.resources());
  }

  /**
   * Binds a group to arrays.
   *
   * @param fused the group, without reduction
   * @param types types of the operands
   * @param operands their arrays
   * @param outputs arrays of the results, null where one is not used
   * @param resources the session's
   * @return the kernel
   */
  public static Epilogue of(
      Lowered.Fused fused,
      List<TensorType> types,
      float[][] operands,
      float[][] outputs,
      Resources resources) {
    Group group = Group.of(fused, types, operands, outputs, resources);
    return new FusedKernel(resources.team(), group, fused.domain());
  }

  /**
   * Binds a single elementwise operation.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel single(Op op, Binding binding) {
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < binding.instruction().inputs().size(); i++) {
      arguments.add(i);
    }
    int operands = arguments.size();
    return of(
        new Lowered.Fused(
            binding.outputShape(),
            operands,
            List.of(new Lowered.Step(op, arguments)),
            List.of(operands),
            Optional.empty()),
        binding);
  }

  @Override
  public void resolve(int n) {
    group.resolve(n);
  }

  @Override
  public void apply(int from, int to, int worker) {
    group.store(from, to, worker);
  }

  @Override
  public void run(int n, long step) {
    group.resolve(n);
    total = (int) elements.at(n);
    parts = team.parts((long) total * group.cost(), total / Blocks.BLOCK);
    if (parts == 1) {
      group.store(0, total, 0);
    } else {
      team.run(this, parts);
    }
  }

  @Override
  public void run(int part, int worker) {
    int blocks = (total + Blocks.BLOCK - 1) / Blocks.BLOCK;
    int from = Team.begin(blocks, parts, part) * Blocks.BLOCK;
    int to = Math.min(total, Team.begin(blocks, parts, part + 1) * Blocks.BLOCK);
    group.store(from, to, worker);
  }
}
