package org.neurite.benchmarks.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Predictions from arrays into an array, through buffers that stay where they are. */
final class PredictionTask implements StepwiseTask {
  private final OrtSession session;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final OnnxTensor input;
  private final OnnxTensor output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private final List<float[]> samples = new ArrayList<>();
  private final float[] answers;

  PredictionTask(Workload workload, Samples made, int threads)
      throws UnsupportedWorkloadException, OrtException {
    Network network = workload.network();
    int batch = workload.batch();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      session = environment.createSession(OnnxModel.of(network, batch), options);
    }
    answers = new float[batch * network.outputs()];
    in = buffer(batch * network.inputs());
    out = buffer(answers.length);
    input = OnnxTensor.createTensor(environment, in, sizes(batch, network.inputShape()));
    output = OnnxTensor.createTensor(environment, out, sizes(batch, List.of(network.outputs())));
    inputs = Map.of(OnnxModel.INPUT, input);
    outputs = Map.of(OnnxModel.OUTPUT, output);
    for (int i = 0; i < made.batches(); i++) {
      samples.add(made.inputs(i));
    }
  }

  private static FloatBuffer buffer(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static long[] sizes(int batch, List<Integer> sample) {
    return OnnxModel.sizes(batch, sample).stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public void step(int batch) throws OrtException {
    in.put(0, samples.get(batch));
    session.run(inputs, outputs).close();
    out.get(0, answers);
  }

  /** What the last step predicted. */
  float[] answers() {
    return answers.clone();
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    input.close();
    output.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
