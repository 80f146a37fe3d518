package org.neurite.backend.jvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Scan;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.Dim;

/**
 * The body of a loop with memory of its own, for all rows of a batch or for some. Captured values
 * are read where they are; slices, carries and emitted values are copied in and out.
 */
final class LoopBody {

  /** A piece of memory that moves at each step. */
  private static final class Link {
    private final float[] outer;
    private final float[] inner;
    private final Dim elements;

    Link(float[] outer, float[] inner, Dim elements) {
      this.outer = outer;
      this.inner = inner;
      this.elements = elements;
    }

    void in(int position, Rows rows) {
      System.arraycopy(outer, rows.begin(elements, position), inner, 0, rows.count(elements));
    }

    void out(int position, Rows rows) {
      System.arraycopy(inner, 0, outer, rows.begin(elements, position), rows.count(elements));
    }

    /** From one inner array to another. */
    void move(Rows rows) {
      System.arraycopy(outer, 0, inner, 0, rows.count(elements));
    }
  }

  /** Which rows of the batch are being computed. */
  private static final class Rows {
    private int batch;
    private int from;
    private int count;

    int begin(Dim elements, int position) {
      int start = position * (int) elements.at(batch);
      return elements.batch() ? start + from * (int) elements.size() : start;
    }

    int count(Dim elements) {
      return (int) elements.at(count);
    }
  }

  private final Scan op;
  private final Kernel[] kernels;
  private final Rows rows = new Rows();

  /** Initial carries into the body. */
  private final Link[] starts;

  /** Slices into the body. */
  private final Link[] slices;

  /** Carries out of the body before a step. */
  private final Link[] histories;

  /** Emitted values out of the body. */
  private final Link[] emissions;

  /** New carries ({@code outer}, an output slot of the body) to where the body reads them. */
  private final Link[] carries;

  /** Last carries out of the body. */
  private final Link[] ends;

  /**
   * Binds a body.
   *
   * @param op the loop
   * @param binding its operands, results and body
   * @param captives forms of captured values, by slot of the body
   * @param resources what the body's kernels share
   */
  LoopBody(Scan op, Binding binding, Map<Integer, Forms> captives, Resources resources) {
    this.op = op;
    Program program = binding.instruction().body().orElseThrow();
    float[][] slots = slots(op, program, binding, resources);
    kernels =
        program.instructions().stream()
            .map(i -> bind(i, slots, captives, resources))
            .toArray(Kernel[]::new);
    List<Link> start = new ArrayList<>();
    List<Link> history = new ArrayList<>();
    List<Link> carry = new ArrayList<>();
    List<Link> end = new ArrayList<>();
    for (int c = 0; c < op.carries(); c++) {
      Dim elements = binding.shape(c).elements();
      float[] read = slots[parameter(program, c)];
      float[] written = slots[result(program, c)];
      start.add(new Link(binding.input(c), read, elements));
      carry.add(new Link(written, read, elements));
      link(history, binding.output(op.history(c)), read, elements);
      link(end, binding.output(c), read, elements);
    }
    starts = start.toArray(Link[]::new);
    histories = history.toArray(Link[]::new);
    carries = carry.toArray(Link[]::new);
    ends = end.toArray(Link[]::new);
    List<Link> slice = new ArrayList<>();
    for (int i = op.carries(); i < op.carries() + op.scanned(); i++) {
      Dim elements = binding.shape(i).without(0).elements();
      slice.add(new Link(binding.input(i), slots[parameter(program, i)], elements));
    }
    slices = slice.toArray(Link[]::new);
    List<Link> emission = new ArrayList<>();
    for (int i = op.carries(); i < op.carries() + op.emitted(); i++) {
      Dim elements = op.body().outputValues().get(i).shape().elements();
      link(emission, binding.output(i), slots[result(program, i)], elements);
    }
    emissions = emission.toArray(Link[]::new);
  }

  /** The arrays of the body's slots: those of captured values are the outer ones. */
  private static float[][] slots(Scan op, Program program, Binding binding, Resources resources) {
    float[][] slots = new float[program.slots().size()][];
    for (int i = op.carries() + op.scanned(); i < binding.instruction().inputs().size(); i++) {
      Operand captive = program.inputs().get(Integer.toString(i));
      if (captive != null) {
        slots[captive.slot()] = binding.input(i);
      }
    }
    for (Slot slot : program.slots()) {
      if (slots[slot.id()] == null) {
        slots[slot.id()] = resources.allocate(slot);
      }
    }
    return slots;
  }

  private static int parameter(Program program, int index) {
    return program.inputs().get(Integer.toString(index)).slot();
  }

  private static int result(Program program, int index) {
    return program.outputs().get(Integer.toString(index)).slot();
  }

  private static Kernel bind(
      Instruction instruction, float[][] slots, Map<Integer, Forms> captives, Resources resources) {
    return resources
        .binder()
        .apply(new Binding(instruction, slot -> slots[slot], captives::get, resources));
  }

  private static void link(
      List<Link> links, float @Nullable [] outer, float[] inner, Dim elements) {
    if (outer != null) {
      links.add(new Link(outer, inner, elements));
    }
  }

  /**
   * Runs all steps.
   *
   * @param n rows of the batch
   * @param from the first row to compute
   * @param to the row after the last one
   * @param step number of the training step
   */
  void run(int n, int from, int to, long step) {
    rows.batch = n;
    rows.from = from;
    rows.count = to - from;
    for (Link start : starts) {
      start.in(0, rows);
    }
    for (int i = 0; i < op.length(); i++) {
      int position = op.reverse() ? op.length() - 1 - i : i;
      for (Link slice : slices) {
        slice.in(position, rows);
      }
      for (Link history : histories) {
        history.out(position, rows);
      }
      for (Kernel kernel : kernels) {
        kernel.run(to - from, step);
      }
      for (Link emission : emissions) {
        emission.out(position, rows);
      }
      for (Link carry : carries) {
        carry.move(rows);
      }
    }
    for (Link end : ends) {
      end.out(0, rows);
    }
  }
}
