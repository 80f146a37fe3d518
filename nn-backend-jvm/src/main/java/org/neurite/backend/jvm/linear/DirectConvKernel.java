package org.neurite.backend.jvm.linear;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.kernel.Forms;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * A {@link DirectConvolution}: threads take different items (groups of images), or, where there are
 * few, different channels.
 */
final class DirectConvKernel implements Kernel, Job {
  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 12;

  private final Convolution convolution;
  private final DirectConvolution direct;
  private final Team team;
  private final float[] source;
  private final float[] weights;
  private final float[] result;
  private final int sourceSize;
  private final int resultSize;
  private final @Nullable Epilogue epilogue;

  /** Refreshed at every run unless the weights stay as they are. */
  private final PackedWeights packed;

  private final boolean stays;

  /** Weights of all groups as {@link DirectConvolution} reads them. */
  private static final class PackedWeights implements Forms.Form {
    private final Convolution convolution;
    private final DirectConvolution direct;
    private final float[] weights;
    private final float[] packed;

    PackedWeights(Convolution convolution, DirectConvolution direct, float[] weights) {
      this.convolution = convolution;
      this.direct = direct;
      this.weights = weights;
      this.packed = new float[convolution.groups() * direct.packed()];
    }

    @Override
    public void refresh() {
      for (int group = 0; group < convolution.groups(); group++) {
        direct.pack(weights, convolution.weightStart(group), packed, group * direct.packed());
      }
    }
  }

  /** Items laid out: one for each worker, or all of them where there are few. */
  private final float[][] placed;

  private final float[][] scratch;
  private int items;
  private boolean byItem;
  private boolean placing;
  private int parts;

  private DirectConvKernel(
      Convolution convolution,
      DirectConvolution direct,
      Binding binding,
      int sourceSize,
      int resultSize,
      @Nullable Epilogue epilogue) {
    this.convolution = convolution;
    this.direct = direct;
    this.sourceSize = sourceSize;
    this.resultSize = resultSize;
    this.epilogue = epilogue;
    team = binding.resources().team();
    source = binding.input(0);
    weights = binding.input(1);
    result = binding.output();
    Forms forms = binding.forms(1);
    stays = forms != null;
    Supplier<PackedWeights> maker = () -> new PackedWeights(convolution, direct, weights);
    packed = forms == null ? maker.get() : forms.get(direct.layout(), PackedWeights.class, maker);
    int most = binding.most(convolution.images()) * convolution.groups();
    placed = new float[Math.min(2 * team.size(), Math.max(team.size(), most))][direct.placed()];
    scratch = new float[team.size()][direct.scratch()];
  }

  static Kernel forward(Convolution c, Binding binding, @Nullable Epilogue epilogue) {
    return new DirectConvKernel(
        c,
        DirectConvolution.forward(c),
        binding,
        c.in() * c.cells(),
        c.out() * c.positions(),
        epilogue);
  }

  static Kernel inputGradient(Convolution c, Binding binding, @Nullable Epilogue epilogue) {
    return new DirectConvKernel(
        c,
        DirectConvolution.inputGradient(c),
        binding,
        c.out() * c.positions(),
        c.in() * c.cells(),
        epilogue);
  }

  @Override
  public void run(int n, long step) {
    if (epilogue != null) {
      epilogue.resolve(n);
    }
    if (!stays) {
      packed.refresh();
    }
    items = (int) convolution.images().at(n) * convolution.groups();
    byItem = items >= placed.length || team.size() == 1;
    if (!byItem) {
      share(true, items, (long) items * direct.placed());
    }
    share(false, byItem ? items : items * direct.blocks(), items * direct.work() / SPEED);
  }

  private void share(boolean isPlacing, int most, long work) {
    placing = isPlacing;
    parts = team.parts(work, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int total = placing || byItem ? items : items * direct.blocks();
    int to = Team.begin(total, parts, part + 1);
    for (int unit = Team.begin(total, parts, part); unit < to; unit++) {
      if (placing) {
        direct.place(source, unit * sourceSize, placed[unit]);
      } else if (byItem) {
        direct.place(source, unit * sourceSize, placed[worker]);
        for (int block = 0; block < direct.blocks(); block++) {
          compute(unit, block, placed[worker], worker);
        }
      } else {
        int item = unit / direct.blocks();
        compute(item, unit % direct.blocks(), placed[item], worker);
      }
    }
  }

  private void compute(int item, int block, float[] image, int worker) {
    int group = item % convolution.groups() * direct.packed();
    int to = item * resultSize;
    direct.compute(image, packed.packed, group, block, result, to, scratch[worker]);
    if (epilogue != null) {
      epilogue.apply(to + direct.start(block), to + direct.start(block + 1), worker);
    }
  }
}
