package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.api.tensor.Dim;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Geometry;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Convolutions with one or two output channels per group, depthwise ones above all: loops along the
 * lines of the images, without any product.
 */
final class ThinConvKernel implements Kernel, Job {
  private static final int TAP_COST = 2;

  /** Computes one plane of the result (of weights: those of one output channel). */
  private interface Plane {
    void compute(int index);
  }

  private final Convolution convolution;
  private final Geometry geometry;
  private final Team team;
  private final Dim planes;
  private final float[] input;
  private final float[] weights;
  private final float[] output;
  private Plane plane = index -> {};
  private int images;
  private int total;
  private int parts;

  private ThinConvKernel(
      Convolution convolution,
      Binding binding,
      Dim planes,
      float[] input,
      float[] weights,
      float[] output) {
    this.convolution = convolution;
    this.geometry = convolution.geometry();
    this.team = binding.resources().team();
    this.planes = planes;
    this.input = input;
    this.weights = weights;
    this.output = output;
  }

  static Kernel forward(Convolution c, Binding b) {
    Dim planes = c.images().times(Dim.of((long) c.groups() * c.out()));
    ThinConvKernel kernel = new ThinConvKernel(c, b, planes, b.input(0), b.input(1), b.output());
    kernel.plane = kernel::outputPlane;
    return kernel;
  }

  static Kernel inputGrad(Convolution c, Binding b) {
    Dim planes = c.images().times(Dim.of((long) c.groups() * c.in()));
    ThinConvKernel kernel = new ThinConvKernel(c, b, planes, b.output(), b.input(1), b.input(0));
    kernel.plane = kernel::inputPlane;
    return kernel;
  }

  static Kernel weightGrad(Convolution c, Binding b) {
    Dim planes = Dim.of((long) c.groups() * c.out());
    ThinConvKernel kernel = new ThinConvKernel(c, b, planes, b.input(0), b.output(), b.input(1));
    kernel.plane = kernel::weightsOf;
    return kernel;
  }

  @Override
  public void run(int n, long step) {
    images = (int) convolution.images().at(n);
    total = (int) planes.at(n);
    long work = convolution.work() * images * convolution.groups();
    parts = team.parts(work * TAP_COST, total);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(total, parts, part + 1);
    for (int i = Team.begin(total, parts, part); i < to; i++) {
      plane.compute(i);
    }
  }

  private void outputPlane(int index) {
    int start = index * geometry.positions();
    Arrays.fill(output, start, start + geometry.positions(), 0);
    int item = index / convolution.out();
    int channel = index % convolution.out();
    int from = convolution.inputStart(item);
    int weight = convolution.weightStart(item) + channel * convolution.taps();
    for (int c = 0; c < convolution.in(); c++) {
      for (int k = 0; k < geometry.kernelCells(); k++) {
        addTap(from + c * geometry.cells(), start, k, weights[weight++], true);
      }
    }
  }

  private void inputPlane(int index) {
    int start = index * geometry.cells();
    Arrays.fill(input, start, start + geometry.cells(), 0);
    int item = index / convolution.in();
    int channel = index % convolution.in();
    for (int o = 0; o < convolution.out(); o++) {
      int from = convolution.outputStart(item) + o * geometry.positions();
      int weight =
          convolution.weightStart(item) + o * convolution.taps() + channel * geometry.kernelCells();
      for (int k = 0; k < geometry.kernelCells(); k++) {
        addTap(start, from, k, weights[weight + k], false);
      }
    }
  }

  /** Adds one kernel cell's share to an output plane, or to an input plane. */
  private void addTap(int in, int out, int k, float weight, boolean forward) {
    int top = geometry.top(k / geometry.kernelWidth());
    int left = geometry.left(k % geometry.kernelWidth());
    int firstY = Geometry.firstInside(top, geometry.strideY());
    int endY = Geometry.endInside(top, geometry.strideY(), geometry.height(), geometry.outHeight());
    int first = Geometry.firstInside(left, geometry.strideX());
    int end = Geometry.endInside(left, geometry.strideX(), geometry.width(), geometry.outWidth());
    int step = geometry.strideX();
    for (int y = firstY; y < endY; y++) {
      int image = in + (y * geometry.strideY() + top) * geometry.width() + left + first * step;
      int position = out + y * geometry.outWidth() + first;
      if (forward) {
        scaleAdd(input, image, step, weight, output, position, 1, end - first);
      } else {
        scaleAdd(output, position, 1, weight, input, image, step, end - first);
      }
    }
  }

  private static void scaleAdd(
      float[] x, int from, int xStep, float scale, float[] y, int to, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      for (int i = 0; i < count; i++) {
        y[to + i] += scale * x[from + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        y[to + i * yStep] += scale * x[from + i * xStep];
      }
    }
  }

  private void weightsOf(int channel) {
    int group = channel / convolution.out();
    int weight = channel * convolution.taps();
    for (int c = 0; c < convolution.in(); c++) {
      for (int k = 0; k < geometry.kernelCells(); k++) {
        double sum = 0;
        for (int image = 0; image < images; image++) {
          int item = image * convolution.groups() + group;
          int in = convolution.inputStart(item) + c * geometry.cells();
          int out =
              convolution.outputStart(item) + channel % convolution.out() * geometry.positions();
          sum += correlate(in, out, k);
        }
        weights[weight++] = (float) sum;
      }
    }
  }

  /** Sum of input times output gradient under one kernel cell. */
  private double correlate(int in, int out, int k) {
    int top = geometry.top(k / geometry.kernelWidth());
    int left = geometry.left(k % geometry.kernelWidth());
    int firstY = Geometry.firstInside(top, geometry.strideY());
    int endY = Geometry.endInside(top, geometry.strideY(), geometry.height(), geometry.outHeight());
    int first = Geometry.firstInside(left, geometry.strideX());
    int end = Geometry.endInside(left, geometry.strideX(), geometry.width(), geometry.outWidth());
    int step = geometry.strideX();
    double sum = 0;
    for (int y = firstY; y < endY; y++) {
      int image = in + (y * geometry.strideY() + top) * geometry.width() + left;
      int position = out + y * geometry.outWidth();
      float line = 0;
      for (int x = first; x < end; x++) {
        line += input[image + x * step] * output[position + x];
      }
      sum += line;
    }
    return sum;
  }
}
