package org.neurite.benchmarks.ideal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/**
 * Training of 4-16-3 with ReLU, softmax cross-entropy and SGD: one pass over the batch, in which a
 * sample goes forward and backward while its numbers are at hand, and one over the weights.
 */
final class SmallClassifier implements StepwiseTask {
  private static final int IN = 4;
  private static final int HIDDEN = 16;
  private static final int OUT = 3;

  /** Share of the newest step in the mean of losses. */
  private static final double NEWEST = 0.1;

  private final float[][] inputs;
  private final int[][] labels;
  private final float rate;

  /** For each input its weights to the hidden units, then the units' biases. */
  private final float[][] first = new float[IN + 1][HIDDEN];

  private final float[][] firstGradient = new float[IN + 1][HIDDEN];

  /** For each output its weights from the hidden units. */
  private final float[][] second = new float[OUT][HIDDEN];

  private final float[][] secondGradient = new float[OUT][HIDDEN];
  private final float[] bias = new float[OUT];
  private final float[] biasGradient = new float[OUT];
  private final float[] hidden = new float[HIDDEN];
  private final float[] error = new float[OUT];
  private double lastLoss = Double.NaN;
  private double meanLoss = Double.NaN;

  /**
   * The training.
   *
   * @param workload tells batch and rate
   * @param samples what is learned
   * @param weights first values, {@code [16, 4], [16], [3, 16], [3]}
   */
  SmallClassifier(Workload workload, Samples samples, List<float[]> weights) {
    this.inputs = batches(samples).mapToObj(samples::inputs).toArray(float[][]::new);
    this.labels = batches(samples).mapToObj(samples::labels).toArray(int[][]::new);
    this.rate = (float) workload.learning().rate();
    for (int unit = 0; unit < HIDDEN; unit++) {
      for (int i = 0; i < IN; i++) {
        first[i][unit] = weights.get(0)[unit * IN + i];
      }
      first[IN][unit] = weights.get(1)[unit];
    }
    for (int k = 0; k < OUT; k++) {
      System.arraycopy(weights.get(2), k * HIDDEN, second[k], 0, HIDDEN);
      bias[k] = weights.get(3)[k];
    }
  }

  private static IntStream batches(Samples samples) {
    return IntStream.range(0, samples.batches());
  }

  @Override
  public void step(int batch) {
    float[] x = inputs[batch];
    int[] classes = labels[batch];
    float scale = 1f / classes.length;
    float loss = 0;
    for (int row = 0; row < classes.length; row++) {
      forward(x, row * IN);
      loss += compare(classes[row], scale);
      backward(x, row * IN);
    }
    update();
    lastLoss = loss * scale;
    meanLoss = Double.isNaN(meanLoss) ? lastLoss : meanLoss + NEWEST * (lastLoss - meanLoss);
  }

  /** The hidden units of one sample. */
  private void forward(float[] x, int at) {
    float x0 = x[at];
    float x1 = x[at + 1];
    float x2 = x[at + 2];
    float x3 = x[at + 3];
    float[] w0 = first[0];
    float[] w1 = first[1];
    float[] w2 = first[2];
    float[] w3 = first[3];
    float[] b = first[IN];
    for (int j = 0; j < HIDDEN; j++) {
      hidden[j] = Math.max(0, b[j] + x0 * w0[j] + x1 * w1[j] + x2 * w2[j] + x3 * w3[j]);
    }
  }

  /** The logits of one sample, their errors by the batch's mean loss, and the sample's loss. */
  private float compare(int label, float scale) {
    float l0 = bias[0];
    float l1 = bias[1];
    float l2 = bias[2];
    float[] w0 = second[0];
    float[] w1 = second[1];
    float[] w2 = second[2];
    for (int j = 0; j < HIDDEN; j++) {
      float h = hidden[j];
      l0 += h * w0[j];
      l1 += h * w1[j];
      l2 += h * w2[j];
    }
    float largest = Math.max(l0, Math.max(l1, l2));
    float e0 = (float) Math.exp(l0 - largest);
    float e1 = (float) Math.exp(l1 - largest);
    float e2 = (float) Math.exp(l2 - largest);
    float sum = e0 + e1 + e2;
    float factor = scale / sum;
    error[0] = e0 * factor;
    error[1] = e1 * factor;
    error[2] = e2 * factor;
    error[label] -= scale;
    float logit = label == 0 ? l0 : label == 1 ? l1 : l2;
    return (float) Math.log(sum) + largest - logit;
  }

  /** Adds one sample's part to the gradients. */
  private void backward(float[] x, int at) {
    float d0 = error[0];
    float d1 = error[1];
    float d2 = error[2];
    biasGradient[0] += d0;
    biasGradient[1] += d1;
    biasGradient[2] += d2;
    float[] w0 = second[0];
    float[] w1 = second[1];
    float[] w2 = second[2];
    float[] g0 = secondGradient[0];
    float[] g1 = secondGradient[1];
    float[] g2 = secondGradient[2];
    for (int j = 0; j < HIDDEN; j++) {
      float h = hidden[j];
      g0[j] += d0 * h;
      g1[j] += d1 * h;
      g2[j] += d2 * h;
      hidden[j] = h > 0 ? d0 * w0[j] + d1 * w1[j] + d2 * w2[j] : 0;
    }
    backwardFirst(x[at], x[at + 1], x[at + 2], x[at + 3]);
  }

  /** The first layer's part; the hidden units hold their errors now. */
  private void backwardFirst(float x0, float x1, float x2, float x3) {
    float[] g0 = firstGradient[0];
    float[] g1 = firstGradient[1];
    float[] g2 = firstGradient[2];
    float[] g3 = firstGradient[3];
    float[] b = firstGradient[IN];
    for (int j = 0; j < HIDDEN; j++) {
      float d = hidden[j];
      g0[j] += d * x0;
      g1[j] += d * x1;
      g2[j] += d * x2;
      g3[j] += d * x3;
      b[j] += d;
    }
  }

  private void update() {
    for (int i = 0; i <= IN; i++) {
      descend(first[i], firstGradient[i]);
    }
    for (int k = 0; k < OUT; k++) {
      descend(second[k], secondGradient[k]);
    }
    descend(bias, biasGradient);
  }

  /** One step down; the gradient begins anew. */
  private void descend(float[] weights, float[] gradient) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= rate * gradient[i];
    }
    Arrays.fill(gradient, 0);
  }

  /** The mean loss of the last step's batch, before the step. */
  double lastLoss() {
    return lastLoss;
  }

  @Override
  public double loss() {
    return meanLoss;
  }

  @Override
  public void close() {
    // Arrays are all there is.
  }
}
