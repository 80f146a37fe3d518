package org.neurite.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossReduction;
import org.neurite.api.component.Metric;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Compiler;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;

/** Judges a model on data it is not trained on: loss and metrics, batch by batch. */
final class Evaluator implements AutoCloseable {
  private static final String PREDICTION = "prediction";
  private static final String LOSS_SUM = "loss_sum";
  private static final String LOSS_WEIGHT = "loss_weight";

  private final Model model;
  private final LossReduction reduction;
  private final Dataset data;
  private final Session session;
  private final Batch batch;
  private final BatchFeed feed;
  private final Prefetcher.Preparation check;

  Evaluator(
      Backend backend,
      Model model,
      Loss loss,
      Dataset data,
      int batchSize,
      Map<String, DeviceBuffer> variables,
      Prefetcher.Preparation check) {
    this.model = model;
    this.reduction = loss.reduction();
    this.data = data;
    this.check = check;
    this.batch = new Batch(batchSize, data.inputShape(), data.targetType());
    Program program =
        Compiler.compile(model.name() + "/evaluate", graph(model, loss, data), backend);
    this.session = backend.prepare(program).open(batchSize, 0, variables);
    this.feed = new BatchFeed(session, true);
  }

  private static Graph graph(Model model, Loss loss, Dataset data) {
    Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    Tensor target = Tensor.input(TrainingGraph.TARGET, Targets.batchType(data), model.name());
    Tensor weights = TrainingGraph.weights(model);
    Tensor prediction = model.apply(new Trace(false), input);
    LossMean mean =
        LossMean.of(loss, prediction.at("loss"), target.at("loss"), Optional.of(weights));
    return new Graph(
        List.of(input.value(), target.value(), weights.value()),
        List.of(
            new Graph.Output(PREDICTION, prediction.value()),
            new Graph.Output(LOSS_SUM, mean.sum().value()),
            new Graph.Output(LOSS_WEIGHT, mean.weight().value())),
        List.of());
  }

  /** Reads all data once. Results by name; the first is {@code loss}. */
  Map<String, Double> evaluate(List<Metric> metrics) {
    Judgement judgement = new Judgement(metrics);
    double sum = 0;
    double weight = 0;
    try (Dataset.Reader reader = data.read(Optional.empty())) {
      for (int n = reader.next(batch); n > 0; n = reader.next(batch)) {
        check.prepare(batch, n);
        feed.write(batch, n);
        session.run(n, 0);
        sum += scalar(LOSS_SUM);
        weight += scalar(LOSS_WEIGHT);
        if (!judgement.isEmpty()) {
          judgement.add(prediction(n), Targets.array(batch, data.targetType(), n));
        }
      }
    }
    Map<String, Double> results = new LinkedHashMap<>();
    results.put(Program.LOSS, reduction == LossReduction.SUM ? sum : sum / weight);
    results.putAll(judgement.results());
    return results;
  }

  private double scalar(String output) {
    float[] value = new float[1];
    session.output(output).read(0, value, 0, 1);
    return value[0];
  }

  private NDArray prediction(int n) {
    TensorType type = model.outputType();
    Shape shape = type.shape().at(n);
    float[] values = new float[Math.toIntExact(shape.elements(1))];
    session.output(PREDICTION).read(0, values, 0, values.length);
    NDArray floats = NDArray.of(values, shape);
    return type.dataType() == DataType.FLOAT32 ? floats : floats.cast(type.dataType());
  }

  @Override
  public void close() {
    session.close();
  }
}
