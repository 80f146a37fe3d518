package org.neurite.core.loss;

// long: cuts predictions and targets apart, for losses and for metrics

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossReduction;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.SideBySide;

/**
 * Losses of several outputs that stand side by side in one prediction {@code [N, sum of sizes]}:
 * the sum over the outputs of weight times mean loss, where each mean (or sum) is the one that the
 * loss alone would give. Targets stand side by side as well, class indices as numbers. Made by
 * {@link org.neurite.core.model.GraphModel#loss}.
 *
 * @param losses by output, in the order of the prediction
 * @param shapes dimensions of each output without the batch
 * @param weights how much each loss counts; 1 where none is stated
 */
public record JointLoss(
    @Setting(doc = "losses by output") Map<String, Loss> losses,
    @Setting(doc = "dimensions of each output", min = 1) Map<String, List<Integer>> shapes,
    @Setting(doc = "weights by output; 1 where none is stated", min = 0)
        Map<String, Double> weights)
    implements Loss {

  /** Checks that the maps speak of the same outputs. */
  public JointLoss {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    Settings.require(!losses.isEmpty(), JointLoss.class, "losses", "at least one loss", "none");
    Settings.require(
        losses.keySet().equals(shapes.keySet()),
        JointLoss.class,
        "shapes",
        "the shapes of " + losses.keySet(),
        shapes.keySet());
    Settings.require(
        losses.keySet().containsAll(weights.keySet())
            && weights.values().stream().allMatch(w -> w >= 0 && Double.isFinite(w)),
        JointLoss.class,
        "weights",
        "finite weights of at least 0 for " + losses.keySet(),
        weights);
    Settings.require(
        losses.values().stream().noneMatch(loss -> loss.reduction() == LossReduction.NONE),
        JointLoss.class,
        "losses",
        "losses that are each one number, by mean or sum",
        "reduction none; reduce the joint loss as a whole");
  }

  /** One output: where its prediction and its target stand. */
  private record Part(
      Loss loss, double weight, int at, TensorType prediction, int targetAt, TensorType target) {
    Tensor predicted(Tensor all) {
      return all.slice(1, at, size(prediction)).reshape(prediction.shape().with(0, all.dim(0)));
    }

    Tensor wanted(Tensor all) {
      return all.slice(1, targetAt, size(target))
          .reshape(target.shape().with(0, all.dim(0)))
          .cast(target.dataType());
    }

    NDArray predicted(NDArray all) {
      return cut(all, at, prediction);
    }

    NDArray wanted(NDArray all) {
      return cut(all, targetAt, target).cast(target.dataType());
    }

    private static NDArray cut(NDArray all, int from, TensorType type) {
      NDArray own = SideBySide.cut(all, from, size(type));
      return own.reshape(type.shape().at(all.shape().size(0)));
    }
  }

  private static int size(TensorType type) {
    return Math.toIntExact(type.shape().without(0).elements(1));
  }

  private Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    int at = 0;
    int targetAt = 0;
    for (Map.Entry<String, Loss> entry : losses.entrySet()) {
      List<Dim> dims = new ArrayList<>(List.of(Dim.N));
      shapes.get(entry.getKey()).forEach(size -> dims.add(Dim.of(size)));
      TensorType prediction = TensorType.float32(new Shape(dims));
      TensorType target = entry.getValue().target(prediction);
      double weight = weights.getOrDefault(entry.getKey(), 1.0);
      Part part = new Part(entry.getValue(), weight, at, prediction, targetAt, target);
      parts.put(entry.getKey(), part);
      at += size(prediction);
      targetAt += size(target);
    }
    return parts;
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    TensorType wanted = target(prediction.type());
    Targets.require(
        target.type().equals(wanted),
        "joint",
        prediction,
        "targets "
            + wanted
            + " of "
            + parts().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().target().shape().without(0))
                .toList(),
        target.type());
    return parts().values().stream()
        .map(part -> apply(part, prediction, target))
        .reduce(Tensor::add)
        .orElseThrow();
  }

  /** A loss per sample, whose mean over the batch is the part's own weighted mean. */
  private static Tensor apply(Part part, Tensor prediction, Tensor target) {
    Tensor wanted = part.wanted(target);
    Tensor losses = part.loss().apply(part.predicted(prediction), wanted);
    Tensor weight =
        part.loss().reduction() == LossReduction.SUM
            ? losses.constant(1)
            : part.loss().weights(losses, wanted).sum();
    Tensor share = losses.count(losses.dim(0)).div(weight.eq(0).where(weight.filled(1), weight));
    int rank = losses.shape().rank();
    Tensor sums = rank == 1 ? losses : losses.sum(IntStream.range(1, rank).toArray());
    return sums.mul(share).mul(part.weight());
  }

  @Override
  public TensorType target(TensorType prediction) {
    int size = parts().values().stream().mapToInt(part -> size(part.target())).sum();
    return TensorType.float32(Shape.of(prediction.shape().dim(0), Dim.of(size)));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    parts().values().forEach(part -> part.loss().check(part.wanted(target), part.prediction()));
  }

  /**
   * A metric of one output.
   *
   * @param output its name
   * @param metric what judges it
   * @return a metric of whole predictions; its results are named {@code output.result}
   * @throws org.neurite.api.ComponentException if there is no such output
   */
  public Metric metric(String output, Metric metric) {
    Settings.require(
        losses.containsKey(output),
        JointLoss.class,
        "losses",
        "one of the outputs " + losses.keySet(),
        "'" + output + "'");
    Part part = Objects.requireNonNull(parts().get(output));
    return new OfOutput(output, part, metric);
  }

  /** A metric of one output. */
  private record OfOutput(String output, Part part, Metric metric) implements Metric {
    @Override
    public MetricAccumulator start() {
      return new OutputScore(output, part, metric.start());
    }
  }

  /** Shows an accumulator what belongs to one output. */
  private record OutputScore(String output, Part part, MetricAccumulator inner)
      implements MetricAccumulator {
    @Override
    public void add(NDArray prediction, NDArray target) {
      inner.add(part.predicted(prediction), part.wanted(target));
    }

    @Override
    public void merge(MetricAccumulator other) {
      inner.merge(((OutputScore) other).inner);
    }

    @Override
    public Map<String, Double> results() {
      Map<String, Double> named = new LinkedHashMap<>();
      inner.results().forEach((name, value) -> named.put(output + "." + name, value));
      return named;
    }
  }
}
