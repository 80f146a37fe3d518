package org.neurite.reference;

import org.neurite.api.graph.LinearOps;

/**
 * Convolution and its two gradients: one walk over every meeting of an input cell, a weight and an
 * output cell. Each of the three adds the product of the other two.
 */
final class ConvolutionRules {
  private ConvolutionRules() {}

  /** Takes indices into input, weight and output. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int input, int weight, int output);
  }

  static void register(Evaluators table) {
    table.one(LinearOps.Conv.class, ConvolutionRules::conv);
    table.one(LinearOps.ConvInputGrad.class, ConvolutionRules::inputGrad);
    table.one(LinearOps.ConvWeightGrad.class, ConvolutionRules::weightGrad);
  }

  private static Values conv(Call<LinearOps.Conv> call) {
    Values x = call.input(0);
    Values w = call.input(1);
    Values y = Values.zeros(call.output());
    Geometry geometry = new Geometry(call.op().window(), x, y);
    visit(geometry, call.op().groups(), (i, k, o) -> y.add(o, x.get(i) * w.get(k)));
    return y;
  }

  private static Values inputGrad(Call<LinearOps.ConvInputGrad> call) {
    Values y = call.input(0);
    Values w = call.input(1);
    Values x = Values.zeros(call.output());
    Geometry geometry = new Geometry(call.op().window(), x, y);
    visit(geometry, call.op().groups(), (i, k, o) -> x.add(i, y.get(o) * w.get(k)));
    return x;
  }

  private static Values weightGrad(Call<LinearOps.ConvWeightGrad> call) {
    Values x = call.input(0);
    Values y = call.input(1);
    Values w = Values.zeros(call.output());
    Geometry geometry = new Geometry(call.op().window(), x, y);
    visit(geometry, call.op().groups(), (i, k, o) -> w.add(k, x.get(i) * y.get(o)));
    return w;
  }

  private static void visit(Geometry geometry, int groups, Visitor visitor) {
    int outputs = geometry.output().size(1);
    for (int sample = 0; sample < geometry.input().size(0); sample++) {
      for (int output = 0; output < outputs; output++) {
        int group = output / (outputs / groups);
        visitChannels(geometry, groups, sample, output, group, visitor);
      }
    }
  }

  private static void visitChannels(
      Geometry geometry, int groups, int sample, int output, int group, Visitor visitor) {
    int channels = geometry.input().size(1) / groups;
    int to = (sample * geometry.output().size(1) + output) * geometry.outputCells();
    for (int channel = 0; channel < channels; channel++) {
      int inputPlane = sample * geometry.input().size(1) + group * channels + channel;
      int from = inputPlane * geometry.inputCells();
      int kernel = (output * channels + channel) * geometry.kernelCells();
      visitPlane(geometry, from, kernel, to, visitor);
    }
  }

  private static void visitPlane(Geometry geometry, int from, int kernel, int to, Visitor visitor) {
    for (int cell = 0; cell < geometry.outputCells(); cell++) {
      for (int k = 0; k < geometry.kernelCells(); k++) {
        int under = geometry.inputCell(cell, k);
        if (under >= 0) {
          visitor.visit(from + under, kernel + k, to + cell);
        }
      }
    }
  }
}
