package org.neurite.benchmarks.djl;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.List;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Predictions from arrays to arrays with DJL's predictor. */
final class PredictionTask implements StepwiseTask {
  /**
   * Copies in and out.
   *
   * @param shape of a batch
   */
  private record Arrays(Shape shape) implements Translator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext ctx, float[] input) {
      return new NDList(ctx.getNDManager().create(input, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext ctx, NDList list) {
      return list.head().toFloatArray();
    }

    @Override
    public Batchifier getBatchifier() {
      return null;
    }
  }

  private final Model model;
  private final Predictor<float[], float[]> predictor;
  private final List<float[]> inputs = new ArrayList<>();

  PredictionTask(Workload workload, Samples samples) throws UnsupportedWorkloadException {
    Shape shape = Networks.inputShape(workload.network(), workload.batch());
    Block block = Networks.block(workload.network());
    model = Model.newInstance(workload.id());
    block.initialize(model.getNDManager(), DataType.FLOAT32, shape);
    model.setBlock(block);
    predictor = model.newPredictor(new Arrays(shape));
    for (int i = 0; i < samples.batches(); i++) {
      inputs.add(samples.inputs(i));
    }
  }

  @Override
  public void step(int batch) throws TranslateException {
    predictor.predict(inputs.get(batch));
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
