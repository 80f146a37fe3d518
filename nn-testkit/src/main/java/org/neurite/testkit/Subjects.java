package org.neurite.testkit;

// long: one contract for each kind of component

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.neurite.api.NeuriteException;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Component;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Service;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentRegistry;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes components and inputs up for {@link ContractCheck}, and wraps them in their contract. */
final class Subjects {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What layers usually take: rows, sequences, images, indices, long rows. */
  private static final List<TensorType> INPUTS =
      List.of(
          TensorType.float32(Shape.batchOf(4)),
          TensorType.float32(Shape.batchOf(3, 4)),
          TensorType.float32(Shape.batchOf(2, 6, 6)),
          new TensorType(DataType.INT32, Shape.batchOf(4)),
          TensorType.float32(Shape.batchOf(32)));

  private final ComponentRegistry registry;

  Subjects(ComponentRegistry registry) {
    this.registry = registry;
  }

  /** A contract, and what it is tried with. */
  record Subject(ComponentContract contract, String description) {}

  Subject of(ComponentEntry entry) {
    Component component = make(entry);
    if (component instanceof Layer layer && entry.kind().component() == Layer.class) {
      TensorType input = accepted(layer);
      return new Subject(new OfLayer(registry, layer, input), component + " on " + input);
    }
    if (component instanceof Merge merge && entry.kind().component() == Merge.class) {
      List<TensorType> inputs = joined(merge);
      return new Subject(new OfMerge(registry, merge, inputs), component + " of " + inputs);
    }
    ComponentContract contract = contract(entry, component);
    String scope =
        contract instanceof OfAny
            ? " (this kind has no contract of its own: only what all kinds have in common)"
            : "";
    return new Subject(contract, component + scope);
  }

  private ComponentContract contract(ComponentEntry entry, Component component) {
    return switch (entry.kind()) {
      case ACTIVATION -> new OfActivation(registry, (Activation) component);
      case LOSS -> new OfLoss(registry, (Loss) component, targets((Loss) component));
      case OPTIMIZER -> new OfOptimizer(registry, (Optimizer) component);
      case INITIALIZER -> new OfInitializer(registry, (Initializer) component);
      case SCHEDULE -> new OfSchedule(registry, (Schedule) component);
      case METRIC -> new OfMetric(registry, (Metric) component);
      default -> new OfAny(registry, component);
    };
  }

  /** Defaults, and something within its range for every setting that has none. */
  private Component make(ComponentEntry entry) {
    ObjectNode json = JSON.objectNode().put("type", entry.name());
    for (RecordComponent setting : entry.type().getRecordComponents()) {
      Setting stated = setting.getAnnotation(Setting.class);
      boolean standard = stated != null && !stated.defaultValue().isEmpty();
      boolean empty = setting.getGenericType() instanceof ParameterizedType;
      if (!standard && !empty && !setting.isAnnotationPresent(Service.class)) {
        put(json, setting, Optional.ofNullable(stated));
      }
    }
    return new ComponentCodec(registry).read(entry.kind().component(), json, entry.name());
  }

  private static void put(ObjectNode json, RecordComponent setting, Optional<Setting> stated) {
    Class<?> type = setting.getType();
    String name = setting.getName();
    double low = stated.map(Setting::min).orElse(Double.NEGATIVE_INFINITY);
    double high = stated.map(Setting::max).orElse(Double.POSITIVE_INFINITY);
    if (type == int.class || type == long.class) {
      json.put(name, Math.round(Math.min(high, Math.max(low, 2))));
    } else if (type == double.class || type == float.class) {
      json.put(name, Math.min(high, Math.max(low, 0.5)));
    } else if (type == boolean.class) {
      json.put(name, true);
    } else if (type.isEnum()) {
      String constant = type.getEnumConstants()[0].toString();
      json.put(name, constant.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    } else if (type == Activation.class) {
      json.put(name, "tanh");
    } else if (type == Layer.class) {
      json.put(name, "flatten");
    } else if (type == Initializer.class) {
      json.put(name, "he");
    } else {
      json.put(name, "x");
    }
  }

  private static TensorType accepted(Layer layer) {
    NeuriteException refusal = null;
    for (TensorType input : INPUTS) {
      try {
        new Model("contract", input.withShape(input.shape().without(0)), List.of(layer));
        return input;
      } catch (NeuriteException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    throw new AssertionError(
        "accepts none of the inputs "
            + INPUTS
            + "; of the first it says: "
            + (refusal == null ? "" : refusal.getMessage()));
  }

  /** Two alike: what most merges join. */
  private static List<TensorType> joined(Merge merge) {
    NeuriteException refusal = null;
    for (TensorType input : INPUTS) {
      try {
        Tensor x = Tensor.input("x", input, "");
        new Trace(false)
            .apply("", "merge", (ctx, first) -> merge.apply(ctx, List.of(first, first)), x);
        return List.of(input, input);
      } catch (NeuriteException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    throw new AssertionError(
        "joins no two alike of "
            + INPUTS
            + "; of the first it says: "
            + (refusal == null ? "" : refusal.getMessage()));
  }

  /** Targets of the type that the loss asks for: numbers from 0 to 1, or classes. */
  private static IntFunction<NDArray> targets(Loss loss) {
    TensorType type = loss.target(TensorType.float32(Shape.batchOf(4)));
    return n -> Trial.data(type, n, 0, type.dataType().isFloating() ? 1 : 4, 9);
  }

  private static final class OfAny extends ComponentContract {
    private final ComponentRegistry registry;
    private final Component component;

    OfAny(ComponentRegistry registry, Component component) {
      this.registry = registry;
      this.component = component;
    }

    @Override
    protected Component component() {
      return component;
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfLayer extends LayerContract {
    private final ComponentRegistry registry;
    private final Layer layer;
    private final TensorType input;

    OfLayer(ComponentRegistry registry, Layer layer, TensorType input) {
      this.registry = registry;
      this.layer = layer;
      this.input = input;
    }

    @Override
    protected Layer layer() {
      return layer;
    }

    @Override
    protected TensorType input() {
      return input;
    }

    @Override
    protected boolean gradientIsASurrogate() {
      Tensor x = Tensor.input("x", input, "");
      Tensor y = new Trace(true).apply("", "layer", layer, x);
      return Trial.hasGradientOfItsOwn(List.of(y.value()));
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfMerge extends MergeContract {
    private final ComponentRegistry registry;
    private final Merge merge;
    private final List<TensorType> inputs;

    OfMerge(ComponentRegistry registry, Merge merge, List<TensorType> inputs) {
      this.registry = registry;
      this.merge = merge;
      this.inputs = inputs;
    }

    @Override
    protected Merge merge() {
      return merge;
    }

    @Override
    protected List<TensorType> inputs() {
      return inputs;
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfActivation extends ActivationContract {
    private final ComponentRegistry registry;
    private final Activation component;

    OfActivation(ComponentRegistry registry, Activation component) {
      this.registry = registry;
      this.component = component;
    }

    @Override
    protected Activation activation() {
      return component;
    }

    @Override
    protected boolean gradientIsASurrogate() {
      Tensor x = Tensor.input("x", TensorType.float32(input()), "");
      return Trial.hasGradientOfItsOwn(List.of(component.apply(x).value()));
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfOptimizer extends OptimizerContract {
    private final ComponentRegistry registry;
    private final Optimizer component;

    OfOptimizer(ComponentRegistry registry, Optimizer component) {
      this.registry = registry;
      this.component = component;
    }

    @Override
    protected Optimizer optimizer() {
      return component;
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfInitializer extends InitializerContract {
    private final ComponentRegistry registry;
    private final Initializer component;

    OfInitializer(ComponentRegistry registry, Initializer component) {
      this.registry = registry;
      this.component = component;
    }

    @Override
    protected Initializer initializer() {
      return component;
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfSchedule extends ScheduleContract {
    private final ComponentRegistry registry;
    private final Schedule component;

    OfSchedule(ComponentRegistry registry, Schedule component) {
      this.registry = registry;
      this.component = component;
    }

    @Override
    protected Schedule schedule() {
      return component;
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfLoss extends LossContract {
    private final ComponentRegistry registry;
    private final Loss loss;
    private final IntFunction<NDArray> targets;

    OfLoss(ComponentRegistry registry, Loss loss, IntFunction<NDArray> targets) {
      this.registry = registry;
      this.loss = loss;
      this.targets = targets;
    }

    @Override
    protected Loss loss() {
      return loss;
    }

    @Override
    protected NDArray target(int n) {
      return targets.apply(n);
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }

  private static final class OfMetric extends MetricContract {
    private final ComponentRegistry registry;
    private final Metric metric;

    OfMetric(ComponentRegistry registry, Metric metric) {
      this.registry = registry;
      this.metric = metric;
    }

    @Override
    protected Metric metric() {
      return metric;
    }

    @Override
    protected NDArray target(int n) {
      return Trial.data(TensorType.float32(Shape.batchOf(1)), n, 0, 1, 6);
    }

    @Override
    protected ComponentRegistry registry() {
      return registry;
    }
  }
}
