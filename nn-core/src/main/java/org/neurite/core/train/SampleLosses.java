package org.neurite.core.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.compile.Compiler;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;
import org.neurite.core.registry.PluginFaults;

/** What a loss says of each sample. */
final class SampleLosses {
  private static final String LOSSES = "losses";

  private SampleLosses() {}

  /** Reads all data once, in order, and gives {@code [n, ..]}. */
  static NDArray of(
      Backend backend,
      Model model,
      Loss loss,
      Dataset data,
      int batchSize,
      Map<String, DeviceBuffer> variables) {
    Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    Tensor target = Tensor.input(TrainingGraph.TARGET, Targets.batchType(data), model.name());
    Tensor prediction = model.apply(new Trace(false), input);
    Tensor losses =
        PluginFaults.call(loss, "loss", () -> loss.apply(prediction.at("loss"), target.at("loss")));
    Graph graph =
        new Graph(
            List.of(input.value(), target.value()),
            List.of(new Graph.Output(LOSSES, losses.value())),
            List.of());
    Program program = Compiler.compile(model.name() + "/losses", graph, backend);
    Prefetcher.Preparation check = Targets.check(model, loss, data.targetType());
    Batch batch = new Batch(batchSize, data.inputShape(), data.targetType());
    Growing found = new Growing();
    try (Session session = backend.prepare(program).open(batchSize, 0, variables);
        Dataset.Reader reader = data.read(Optional.empty())) {
      BatchFeed feed = new BatchFeed(session, false);
      for (int n = reader.next(batch); n > 0; n = reader.next(batch)) {
        check.prepare(batch, n);
        feed.write(batch, n);
        session.run(n, 0);
        int count = Math.toIntExact(losses.shape().elements(n));
        session.output(LOSSES).read(0, found.room(count), found.add(count), count);
        found.samples += n;
      }
    }
    Shape shape = losses.shape().with(0, Dim.of(found.samples));
    return NDArray.of(found.values(), shape);
  }

  /** Numbers of which nobody knows how many will come. */
  private static final class Growing {
    private float[] numbers = new float[256];
    private int size;
    private int samples;

    /** The array, with room for so many more. */
    float[] room(int more) {
      int wanted = Math.addExact(size, more);
      if (wanted > numbers.length) {
        numbers = java.util.Arrays.copyOf(numbers, Math.max(wanted, numbers.length * 2));
      }
      return numbers;
    }

    /** Where the next so many stand. */
    int add(int more) {
      int at = size;
      size += more;
      return at;
    }

    float[] values() {
      return java.util.Arrays.copyOf(numbers, size);
    }
  }
}
