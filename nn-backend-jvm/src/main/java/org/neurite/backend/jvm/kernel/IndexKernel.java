package org.neurite.backend.jvm.kernel;

import java.util.Arrays;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/** Selection along an axis by indices, and adding up along one. */
public final class IndexKernel implements Kernel, Job {
  private static final int COST = 4;

  /** Columns that one worker adds up at a time. */
  private static final int STRIP = 256;

  private final boolean adds;
  private final String name;
  private final String path;
  private final float[] source;
  private final float[] indices;
  private final float[] target;
  private final Team team;
  private final Dim outerDim;
  private final Dim sizeDim;
  private final Dim innerDim;
  private final Dim countDim;
  private int outer;
  private int size;
  private int inner;
  private int count;
  private int items;
  private int parts;

  private IndexKernel(Binding binding, int axis, Shape whole, boolean adds) {
    this.adds = adds;
    name = binding.instruction().op().name();
    path = binding.instruction().path();
    source = binding.input(0);
    indices = binding.input(1);
    target = binding.output();
    team = binding.resources().team();
    outerDim = whole.subShape(0, axis).elements();
    sizeDim = whole.dim(axis);
    innerDim = whole.subShape(axis + 1, whole.rank()).elements();
    countDim = binding.shape(1).elements();
  }

  /**
   * Binds a selection.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel gather(IndexOps.Gather op, Binding binding) {
    return new IndexKernel(binding, op.axis(), binding.shape(0), false);
  }

  /**
   * Binds an adding up.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel scatterAdd(IndexOps.ScatterAdd op, Binding binding) {
    return new IndexKernel(binding, op.axis(), binding.outputShape(), true);
  }

  @Override
  public void run(int n, long step) {
    outer = (int) outerDim.at(n);
    size = (int) sizeDim.at(n);
    inner = (int) innerDim.at(n);
    count = (int) countDim.at(n);
    check();
    items = adds ? outer * strips() : outer * count;
    parts = team.parts((long) outer * count * inner * COST, items);
    if (adds) {
      Arrays.fill(target, 0, outer * size * inner, 0);
    }
    team.run(this, parts);
  }

  private int strips() {
    return (inner + STRIP - 1) / STRIP;
  }

  private void check() {
    for (int i = 0; i < count; i++) {
      int index = (int) indices[i];
      if (index < 0 || index >= size) {
        throw outOfRange(index, i);
      }
    }
  }

  private BackendException outOfRange(int index, int position) {
    return new BackendException(
        Problem.of(ErrorCode.INDEX_OUT_OF_RANGE)
            .at(path.isEmpty() ? name : name + " in layer " + path)
            .expected("indices from 0 to " + (size - 1))
            .found(index + " at position " + position)
            .mend("check the data: labels, tokens and categories count from 0"));
  }

  @Override
  public void run(int part, int worker) {
    int from = Team.begin(items, parts, part);
    int to = Team.begin(items, parts, part + 1);
    if (adds) {
      for (int item = from; item < to; item++) {
        add(item / strips(), item % strips() * STRIP);
      }
    } else {
      select(from, to);
    }
  }

  private void select(int from, int to) {
    for (int item = from; item < to; item++) {
      int row = item / count * size + (int) indices[item % count];
      if (inner == 1) {
        target[item] = source[row];
      } else {
        System.arraycopy(source, row * inner, target, item * inner, inner);
      }
    }
  }

  /** Adds in the order of the indices, one strip of columns. */
  private void add(int block, int strip) {
    int width = Math.min(STRIP, inner - strip);
    for (int i = 0; i < count; i++) {
      int to = (block * size + (int) indices[i]) * inner + strip;
      int from = (block * count + i) * inner + strip;
      for (int j = 0; j < width; j++) {
        target[to + j] += source[from + j];
      }
    }
  }
}
