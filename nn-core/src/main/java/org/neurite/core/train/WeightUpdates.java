package org.neurite.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.registry.PluginFaults;

/** The part of a training step after the loss: backward, accumulation, clipping, update. */
final class WeightUpdates {
  static final String LEARNING_RATE = "learning_rate";
  static final String STEP = "step";
  static final String MOMENTUM = "momentum";
  static final String SHARE = "share";

  /** What the name of a parameter's running average begins with. */
  static final String AVERAGE = "average/";

  private static final String OPTIMIZER = "optimizer";

  private final Trace trace;
  private final UpdateSettings settings;
  private final Tensor rate = scalar(LEARNING_RATE);
  private final Tensor step = scalar(STEP);
  private final Optional<Tensor> momentum;
  private final Optional<Tensor> share;
  private boolean takesMomentum;

  /**
   * For a trace that holds the parameters.
   *
   * @param schedulesMomentum whether each step is given a momentum
   */
  WeightUpdates(Trace trace, UpdateSettings settings, boolean schedulesMomentum) {
    this.trace = trace;
    this.momentum = schedulesMomentum ? Optional.of(scalar(MOMENTUM)) : Optional.empty();
    this.settings = settings;
    this.share = settings.accumulation() > 1 ? Optional.of(scalar(SHARE)) : Optional.empty();
  }

  private static Tensor scalar(String name) {
    return Tensor.input(name, TensorType.float32(Shape.SCALAR), OPTIMIZER);
  }

  /**
   * Inputs that each step is given, known once the updates are traced: the rate, the number of the
   * update, the momentum if the optimizer takes the schedule's, and maybe the share.
   */
  List<Tensor> inputs() {
    List<Tensor> inputs = new ArrayList<>(List.of(rate, step));
    momentum.filter(scheduled -> takesMomentum).ifPresent(inputs::add);
    share.ifPresent(inputs::add);
    return inputs;
  }

  /**
   * Traces the update of all parameters of the trace.
   *
   * @param loss the mean of the batch
   * @return the loss that is made small, with the prices of regularizers
   */
  Tensor trace(Tensor loss) {
    Map<String, Tensor> parameters = new LinkedHashMap<>(trace.values(Leaf.Role.PARAMETER));
    parameters.keySet().removeIf(name -> !settings.groups().trains(name));
    Tensor total = settings.groups().penalised(loss, parameters);
    List<String> names = List.copyOf(parameters.keySet());
    List<Tensor> gradients =
        clip(accumulated(names, Gradients.of(total, List.copyOf(parameters.values()))));
    int index = 0;
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      Context context = new Context(entry.getKey(), entry.getValue().at(OPTIMIZER));
      Tensor gradient = gradients.get(index++).at(OPTIMIZER);
      Optimizer optimizer = settings.optimizer();
      PluginFaults.run(
          optimizer, OPTIMIZER, () -> optimizer.update(context, context.parameter, gradient));
    }
    return total;
  }

  /** The mean of the gradients since the last update; of no use where the share is zero. */
  private List<Tensor> accumulated(List<String> names, List<Tensor> gradients) {
    if (share.isEmpty()) {
      return gradients;
    }
    List<Tensor> means = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Tensor gradient = gradients.get(i).at(OPTIMIZER);
      Tensor sum = slot("accumulated/" + names.get(i), gradient.shape(), 0);
      Tensor next = sum.add(gradient);
      trace.assign(sum, share.get().gt(0).where(next.filled(0), next));
      means.add(next.mul(share.get()));
    }
    return means;
  }

  private List<Tensor> clip(List<Tensor> gradients) {
    if (gradients.isEmpty()) {
      return gradients;
    }
    List<Tensor> clipped = gradients;
    if (settings.clipValue().isPresent()) {
      clipped = Clipping.byValue(clipped, settings.clipValue().getAsDouble());
    }
    if (settings.clipNorm().isPresent()) {
      clipped = Clipping.byNorm(clipped, settings.clipNorm().getAsDouble());
    }
    if (settings.clipGlobalNorm().isPresent()) {
      clipped = Clipping.byGlobalNorm(clipped, settings.clipGlobalNorm().getAsDouble());
    }
    return clipped;
  }

  private Tensor slot(String name, Shape shape, double initial) {
    return trace.variable(
        new VariableSpec(name, shape, Leaf.Role.SLOT, Initializer.constant(initial)), OPTIMIZER);
  }

  /** Stores a value, unless this batch only adds to the gradients. */
  private Tensor store(Tensor variable, Tensor value) {
    Tensor stored = share.map(s -> s.gt(0).where(value, variable)).orElse(value);
    trace.assign(variable, stored);
    return stored;
  }

  /** What the optimizer sees of one parameter. */
  private final class Context implements OptimizerContext {
    private final String name;
    private final Tensor parameter;

    Context(String name, Tensor parameter) {
      this.name = name;
      this.parameter = parameter;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Tensor learningRate() {
      return settings.groups().rate(name, rate);
    }

    @Override
    public Tensor step() {
      return step;
    }

    @Override
    public Optional<Tensor> momentum() {
      takesMomentum = true;
      return momentum;
    }

    @Override
    public double weightDecay(double stated) {
      return settings.groups().weightDecay(name, stated);
    }

    @Override
    public Tensor slot(String slot, double initial) {
      return slot(slot, parameter.shape(), initial);
    }

    @Override
    public Tensor slot(String slot, Shape shape, double initial) {
      return WeightUpdates.this.slot(OPTIMIZER + "/" + name + "/" + slot, shape, initial);
    }

    @Override
    public void assign(Tensor slot, Tensor value) {
      store(slot, value);
    }

    @Override
    public void assignParameter(Tensor value) {
      Tensor stored = store(parameter, settings.groups().constrained(name, value));
      if (settings.averaging().isPresent()) {
        average(stored, settings.averaging().getAsDouble());
      }
    }

    /** The decay begins low, so that the first weights are soon forgotten. */
    private void average(Tensor weights, double decay) {
      Tensor average = WeightUpdates.this.slot(AVERAGE + name, weights.shape(), 0);
      Tensor kept = step.add(1).div(step.add(10)).min(decay);
      store(average, weights.add(average.sub(weights).mul(kept)));
    }
  }
}
