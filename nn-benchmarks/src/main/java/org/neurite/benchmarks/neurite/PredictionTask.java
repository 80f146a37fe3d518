package org.neurite.benchmarks.neurite;

import java.util.stream.IntStream;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;

/** Predictions from arrays into an array. */
final class PredictionTask implements StepwiseTask {
  private final Neurite neurite;
  private final ArrayPredictor predictor;
  private final float[][] inputs;
  private final float[] outputs;
  private final int count;

  PredictionTask(Neurite neurite, Trained trained, Samples samples) {
    this.neurite = neurite;
    this.predictor = trained.predictor();
    this.inputs =
        IntStream.range(0, samples.batches()).mapToObj(samples::inputs).toArray(float[][]::new);
    this.count = samples.labels(0).length;
    this.outputs = new float[count * (int) trained.model().outputType().shape().elements(1)];
  }

  @Override
  public void step(int batch) {
    predictor.predict(inputs[batch], count, outputs);
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    predictor.close();
    neurite.close();
  }
}
