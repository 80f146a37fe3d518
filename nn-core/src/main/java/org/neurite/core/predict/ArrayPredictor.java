package org.neurite.core.predict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.graph.Graph;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.model.Model;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.observe.PredictorStatus;

/**
 * Predicts arrays from arrays, with fixed weights. Thread-safe: any number of threads may call it
 * at once; none waits for another as long as no more are at work than the bound on sessions. {@link
 * #with} puts an application's own types around it.
 */
@SuppressWarnings("overrides") // predict(float...): a few numbers can be passed as they are
public final class ArrayPredictor implements Predictor<float[], float[]>, ObservedPredictor {
  private final NetworkRunner runner;
  private final int inputSize;
  private final int outputSize;

  /**
   * A predictor with the default options.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @throws ModelException if the weights do not fit
   */
  public ArrayPredictor(Backend backend, Model model, Map<String, NDArray> weights) {
    this(backend, model, weights, PredictorOptions.DEFAULT, List.of());
  }

  /**
   * A predictor.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @param options how many callers are served at the same time, and what happens to more
   * @param listeners told of every prediction
   * @throws ModelException if the weights do not fit
   */
  public ArrayPredictor(
      Backend backend,
      Model model,
      Map<String, NDArray> weights,
      PredictorOptions options,
      Collection<? extends PredictionListener> listeners) {
    this(backend, model, model.predictionGraph(), 0, weights, options, listeners);
  }

  /** Predicts by another graph over the same variables. */
  ArrayPredictor(
      Backend backend,
      Model model,
      Graph graph,
      long seed,
      Map<String, NDArray> weights,
      PredictorOptions options,
      Collection<? extends PredictionListener> listeners) {
    this.runner = new NetworkRunner(backend, model, graph, seed, weights, options, listeners);
    this.inputSize = runner.inputSize();
    this.outputSize = runner.outputSize();
  }

  /**
   * Predicts one sample.
   *
   * @param sample its input, row-major
   * @return the output, row-major
   * @throws ModelException if the input has the wrong length
   */
  @Override
  public float[] predict(float... sample) {
    float[] output = new float[outputSize];
    predict(sample, 1, output);
    return output;
  }

  /**
   * Predicts a number of samples without allocating.
   *
   * @param samples inputs one after the other, row-major
   * @param count how many samples
   * @param outputs receives the outputs one after the other
   * @throws ModelException if an array has the wrong length, or the count is negative
   */
  public void predict(float[] samples, int count, float[] outputs) {
    if (count < 0) {
      throw misfit(
          "input", "a count of at least 0", String.valueOf(count), "pass how many samples");
    }
    long inputs = (long) count * inputSize;
    if (samples.length != inputs) {
      throw wrongLength("input", samples.length, inputs, "of shape " + model().sampleShape());
    }
    long answers = (long) count * outputSize;
    if (outputs.length != answers) {
      throw wrongLength("output", outputs.length, answers, "for " + model().outputType());
    }
    runner.predict(samples, count, outputs);
  }

  /**
   * Predicts a batch.
   *
   * @param samples {@code [n, ..]}
   * @return outputs {@code [n, ..]}
   * @throws ModelException if the samples have the wrong shape
   */
  public NDArray predict(NDArray samples) {
    Shape shape = samples.shape();
    if (shape.rank() == 0 || !shape.without(0).equals(model().sampleShape())) {
      throw misfit(
          "input",
          "samples of shape " + model().inputType().shape(),
          shape.toString(),
          "put the samples along axis 0");
    }
    int count = shape.size(0);
    float[] outputs = new float[count * outputSize];
    predict(samples.toFloats(), count, outputs);
    return NDArray.of(outputs, model().outputType().shape().at(count));
  }

  @Override
  public List<float[]> predictAll(List<? extends float[]> inputs) {
    List<float[]> answers = new ArrayList<>(inputs.size());
    runner.predictAll(inputs, ArrayTypes.rows(model()), output -> answers.add(output.clone()));
    return answers;
  }

  /**
   * The same in an application's own types.
   *
   * @param encoder what is asked
   * @param decoder what is answered
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a predictor over this one; closing either closes both
   */
  public <I, O> TypedPredictor<I, O> with(
      InputEncoder<? super I> encoder, OutputDecoder<? extends O> decoder) {
    return new TypedPredictor<>(this, encoder, decoder);
  }

  /**
   * The same over arrays with shapes, one sample at a time.
   *
   * @return a predictor from arrays of the model's {@link Model#sampleShape()} to its output's
   */
  public TypedPredictor<NDArray, NDArray> ndArrays() {
    return with(ArrayTypes.encoder(model()), ArrayTypes.decoder(model()));
  }

  private ModelException wrongLength(String what, int found, long expected, String shape) {
    return misfit(
        what,
        expected + " values " + shape,
        found + " values",
        "pass the samples one after the other, row-major");
  }

  private ModelException misfit(String what, String expected, String found, String remedy) {
    return new ModelException(
        Problem.of(ErrorCode.INPUT_MISMATCH)
            .at(model().name() + ", " + what + " of predict")
            .expected(expected)
            .found(found)
            .mend(remedy));
  }

  /**
   * The network.
   *
   * @return the model
   */
  public Model model() {
    return runner.model();
  }

  /**
   * What a prediction runs: for {@link Program#explain(long)}.
   *
   * @return the compiled program
   */
  public Program program() {
    return runner.program();
  }

  @Override
  public String name() {
    return runner.name();
  }

  @Override
  public PredictorStatus status() {
    return runner.status();
  }

  /** What runs the network. */
  NetworkRunner runner() {
    return runner;
  }

  @Override
  public void close() {
    runner.close();
  }
}
