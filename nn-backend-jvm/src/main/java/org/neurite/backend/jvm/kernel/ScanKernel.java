package org.neurite.backend.jvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Scan;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.Dim;

/**
 * A loop: its body's kernels run once per step. Captured values are read where they are; slices,
 * carries and emitted values are copied in and out.
 */
public final class ScanKernel implements Kernel {

  /** Steps for which it pays to bring captured values into other forms. */
  private static final int LEAST_STEPS = 8;

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

    void in(int position, int n) {
      int count = (int) elements.at(n);
      System.arraycopy(outer, position * count, inner, 0, count);
    }

    void out(int position, int n) {
      int count = (int) elements.at(n);
      System.arraycopy(inner, 0, outer, position * count, count);
    }
  }

  private final Scan op;
  private final Kernel[] body;

  /** Of captured values: what they are while the loop runs. */
  private final Forms[] forms;

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

  private ScanKernel(Scan op, Binding binding) {
    this.op = op;
    Program program = binding.instruction().body().orElseThrow();
    Memory memory = new Memory(op, program, binding);
    body =
        program.instructions().stream().map(i -> bind(i, memory, binding)).toArray(Kernel[]::new);
    forms = memory.changing.toArray(Forms[]::new);
    List<Link> start = new ArrayList<>();
    List<Link> history = new ArrayList<>();
    List<Link> carry = new ArrayList<>();
    List<Link> end = new ArrayList<>();
    for (int c = 0; c < op.carries(); c++) {
      Dim elements = binding.shape(c).elements();
      float[] read = memory.parameter(c);
      float[] written = memory.result(c);
      start.add(new Link(binding.input(c), read, elements));
      carry.add(new Link(written, read, elements));
      link(history, binding.output(op.history(c)), read, elements);
      link(end, binding.output(c), read, elements);
    }
    starts = start.toArray(Link[]::new);
    histories = history.toArray(Link[]::new);
    carries = carry.toArray(Link[]::new);
    ends = end.toArray(Link[]::new);
    slices = slices(memory, binding);
    emissions = emissions(memory, binding);
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

  private static Kernel bind(Instruction instruction, Memory memory, Binding outer) {
    Resources resources = outer.resources();
    return resources
        .binder()
        .apply(new Binding(instruction, memory::slot, memory::forms, resources));
  }

  private static void link(
      List<Link> links, float @Nullable [] outer, float[] inner, Dim elements) {
    if (outer != null) {
      links.add(new Link(outer, inner, elements));
    }
  }

  private Link[] slices(Memory memory, Binding binding) {
    List<Link> links = new ArrayList<>();
    for (int i = op.carries(); i < op.carries() + op.scanned(); i++) {
      Dim elements = binding.shape(i).without(0).elements();
      links.add(new Link(binding.input(i), memory.parameter(i), elements));
    }
    return links.toArray(Link[]::new);
  }

  private Link[] emissions(Memory memory, Binding binding) {
    List<Link> links = new ArrayList<>();
    for (int i = op.carries(); i < op.carries() + op.emitted(); i++) {
      Dim elements = op.body().outputValues().get(i).shape().elements();
      link(links, binding.output(i), memory.result(i), elements);
    }
    return links.toArray(Link[]::new);
  }

  @Override
  public void run(int n, long step) {
    for (Forms captured : forms) {
      captured.refresh();
    }
    for (Link start : starts) {
      start.in(0, n);
    }
    for (int i = 0; i < op.length(); i++) {
      int position = op.reverse() ? op.length() - 1 - i : i;
      for (Link slice : slices) {
        slice.in(position, n);
      }
      for (Link history : histories) {
        history.out(position, n);
      }
      for (Kernel kernel : body) {
        kernel.run(n, step);
      }
      for (Link emission : emissions) {
        emission.out(position, n);
      }
      for (Link carry : carries) {
        carry.in(0, n);
      }
    }
    for (Link end : ends) {
      end.out(0, n);
    }
  }

  /** The arrays of the body's slots: those of captured values are the outer ones. */
  private static final class Memory {
    private final Program program;
    private final float[][] slots;

    /** By slot: of captured values only. */
    private final @Nullable Forms[] forms;

    /** Those of values that are the same during one run of the loop only. */
    private final List<Forms> changing = new ArrayList<>();

    Memory(Scan op, Program program, Binding binding) {
      this.program = program;
      this.slots = new float[program.slots().size()][];
      this.forms = new Forms[slots.length];
      int captured = op.carries() + op.scanned();
      for (int i = captured; i < binding.instruction().inputs().size(); i++) {
        float[] outer = binding.input(i);
        Optional<Operand> captive = operand(program.inputs().get(Integer.toString(i)));
        if (captive.isPresent()) {
          slots[captive.get().slot()] = outer;
          forms[captive.get().slot()] = formsOf(binding.forms(i), op.length());
        }
      }
      for (Slot slot : program.slots()) {
        if (slots[slot.id()] == null) {
          slots[slot.id()] = binding.resources().memory().apply(slot);
        }
      }
    }

    private @Nullable Forms formsOf(@Nullable Forms outside, int steps) {
      if (outside != null || steps < LEAST_STEPS) {
        return outside;
      }
      Forms own = new Forms(false);
      changing.add(own);
      return own;
    }

    @Nullable Forms forms(int id) {
      return forms[id];
    }

    private static Optional<Operand> operand(@Nullable Operand operand) {
      return Optional.ofNullable(operand);
    }

    float[] slot(int id) {
      return slots[id];
    }

    float[] parameter(int index) {
      return slots[program.inputs().get(Integer.toString(index)).slot()];
    }

    float[] result(int index) {
      return slots[program.outputs().get(Integer.toString(index)).slot()];
    }
  }
}
