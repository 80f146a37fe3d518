package org.neurite.backend.jvm.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.Dim;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.kernel.Geometry;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * A convolution of images too small to fill vectors with neighbouring positions: cells of as many
 * images as fill a tile lie side by side, {@code [N, C, H, W]} becoming {@code [N / 32, C, H, W *
 * 32]}. What was a convolution of the ones is one of the others, with kernel cells that many
 * columns apart, and every vector is full. A batch too small for that is left to the kernel for
 * images as they are, which sums in the same order. Loaded only where the Vector API is.
 */
final class Interleaved implements Kernel, Job {
  /** Images side by side. */
  static final int IMAGES = VectorTaps.COLUMNS;

  /** Cells that are laid out together: rows of both sides stay in the first-level cache. */
  private static final int CELLS = 64;

  /** How much of the time may be lost to positions in vain before this is faster. */
  private static final double WORTH = 1.25;

  /** Most numbers of the images of a batch, laid out. */
  private static final long MOST = 1 << 22;

  private final Convolution convolution;
  private final Team team;
  private final double waste;

  /** A group's gradient by its images is one thread's work. The bits must not depend on threads. */
  private final int leastGroups;

  private final Kernel alone;
  private final Kernel together;
  private final @Nullable Epilogue epilogue;
  private final List<Side> inputs = new ArrayList<>();
  private final List<Side> outputs = new ArrayList<>();
  private Side side;
  private boolean spreading;
  private int images;
  private int blocks;
  private int parts;

  /** An operand in both forms, with the cells of one image. */
  private record Side(Memory apart, Memory together, int cells) {}

  /** An array that a record may hold. */
  private static final class Memory {
    private final float[] data;

    Memory(float[] data) {
      this.data = data;
    }
  }

  private Interleaved(
      Kind kind,
      Convolution convolution,
      Binding binding,
      @Nullable Epilogue epilogue,
      Kernel alone,
      Function<Interleaved, Kernel> together) {
    this.convolution = convolution;
    this.team = binding.resources().team();
    this.epilogue = epilogue;
    this.alone = alone;
    this.waste = kind.waste(convolution);
    this.leastGroups = kind == Kind.INPUT_GRADIENT ? 2 : 1;
    int groups = groups(binding.most(convolution.images()));
    int in = convolution.groups() * convolution.in() * convolution.cells();
    int out = convolution.groups() * convolution.out() * convolution.positions();
    inputs.add(side(binding.input(0), kind == Kind.INPUT_GRADIENT ? out : in, groups));
    outputs.add(side(binding.output(), kind == Kind.FORWARD ? out : in, groups));
    this.side = inputs.get(0);
    this.together = together.apply(this);
  }

  /** What is computed. */
  enum Kind {
    FORWARD,
    INPUT_GRADIENT;

    /** How many times as many multiply-adds as needed the kernel for images as they are makes. */
    private double waste(Convolution c) {
      double computed =
          switch (this) {
            case FORWARD -> DirectConvolution.forward(c).computed();
            case INPUT_GRADIENT -> DirectConvolution.inputGradient(c).computed();
          };
      return computed / c.positions();
    }
  }

  private static Side side(float[] apart, int cells, int groups) {
    return new Side(new Memory(apart), new Memory(new float[groups * IMAGES * cells]), cells);
  }

  private static int groups(int count) {
    return (count + IMAGES - 1) / IMAGES;
  }

  /**
   * The kernel for either case.
   *
   * @param kind what is computed
   * @param c the convolution
   * @param binding its operands and result
   * @param epilogue what remains to be done to the elements of the result
   * @param alone computes with the images as they are, epilogue included
   * @param together makes the kernel for the images side by side
   * @return {@code alone} where this can't pay
   */
  static Kernel of(
      Kind kind,
      Convolution c,
      Binding binding,
      @Nullable Epilogue epilogue,
      Kernel alone,
      Function<Interleaved, Kernel> together) {
    Geometry g = c.geometry();
    long most = groups(binding.most(c.images())) * (long) IMAGES;
    long numbers = most * c.groups() * ((long) c.in() * c.cells() + (long) c.out() * c.positions());
    // Operands are told apart by their slots: images may not be their own weights.
    List<Operand> operands = binding.instruction().inputs();
    boolean areTwo = operands.get(0).slot() != operands.get(1).slot();
    boolean suits =
        areTwo && g.strideX() == 1 && g.strideY() == 1 && !c.isThin() && numbers <= MOST;
    return suits && most < binding.most(c.images()) * kind.waste(c) / WORTH
        ? new Interleaved(kind, c, binding, epilogue, alone, together)
        : alone;
  }

  /** The convolution of images side by side. */
  Convolution convolution() {
    Geometry g = convolution.geometry();
    Geometry wide =
        new Geometry(
            g.height(),
            g.width() * IMAGES,
            g.outHeight(),
            g.outWidth() * IMAGES,
            g.kernelHeight(),
            g.kernelWidth(),
            1,
            1,
            g.padY(),
            g.padX() * IMAGES,
            g.dilationY(),
            g.dilationX() * IMAGES);
    return new Convolution(wide, Dim.N, convolution.groups(), convolution.in(), convolution.out());
  }

  /** The operands of images side by side; the batch is one of groups. */
  Binding binding(Binding apart) {
    List<Operand> operands = apart.instruction().inputs();
    int first = operands.get(0).slot();
    int second = operands.get(1).slot();
    int result = apart.instruction().output().slot();
    IntFunction<float[]> slots =
        slot -> {
          if (slot == first) {
            return inputs.get(0).together().data;
          }
          if (slot == second && inputs.size() > 1) {
            return inputs.get(1).together().data;
          }
          return slot == result && !outputs.isEmpty()
              ? outputs.get(0).together().data
              : apart.slots().apply(slot);
        };
    int groups = groups(apart.most(convolution.images()));
    return new Binding(
        apart.instruction(), slots, apart.forms(), apart.resources().withCapacity(groups));
  }

  @Override
  public void run(int n, long step) {
    images = (int) convolution.images().at(n);
    int groups = groups(images);
    if (groups < leastGroups || groups * IMAGES >= images * waste / WORTH) {
      alone.run(n, step);
      return;
    }
    inputs.forEach(input -> move(input, true));
    together.run(groups, step);
    outputs.forEach(output -> move(output, false));
    if (epilogue != null) {
      epilogue.run(n, step);
    }
  }

  private void move(Side operand, boolean isSpreading) {
    side = operand;
    spreading = isSpreading;
    blocks = (operand.cells() + CELLS - 1) / CELLS;
    int units = groups(images) * blocks;
    parts = team.parts((long) units * CELLS * IMAGES * 2, units);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int units = groups(images) * blocks;
    int to = Team.begin(units, parts, part + 1);
    for (int unit = Team.begin(units, parts, part); unit < to; unit++) {
      int first = unit / blocks * IMAGES;
      int from = unit % blocks * CELLS;
      int end = Math.min(from + CELLS, side.cells());
      for (int image = 0; image < IMAGES; image++) {
        int apart = (first + image) * side.cells();
        int together = first * side.cells() + image;
        if (spreading && first + image < images) {
          spread(apart, together, from, end);
        } else if (spreading) {
          clear(together, from, end);
        } else if (first + image < images) {
          collect(apart, together, from, end);
        }
      }
    }
  }

  private void spread(int apart, int together, int from, int end) {
    float[] source = side.apart().data;
    float[] target = side.together().data;
    for (int cell = from; cell < end; cell++) {
      target[together + cell * IMAGES] = source[apart + cell];
    }
  }

  private void clear(int together, int from, int end) {
    float[] target = side.together().data;
    for (int cell = from; cell < end; cell++) {
      target[together + cell * IMAGES] = 0;
    }
  }

  private void collect(int apart, int together, int from, int end) {
    float[] source = side.together().data;
    float[] target = side.apart().data;
    for (int cell = from; cell < end; cell++) {
      target[apart + cell] = source[together + cell * IMAGES];
    }
  }
}
