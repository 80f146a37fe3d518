package org.neurite.testkit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.neurite.api.NeuriteException;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Component;
import org.neurite.api.component.Constraint;
import org.neurite.api.component.DataSource;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Metric;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.Regularizer;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Service;
import org.neurite.api.component.Setting;
import org.neurite.api.component.TrainingListener;
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

// long: one contract for each kind of component

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
    Subject subject = subject(entry, component);
    subject.contract().registry(registry);
    return subject;
  }

  private static Subject subject(ComponentEntry entry, Component component) {
    return switch (entry.kind()) {
      case LAYER -> layer((Layer) component);
      case MERGE -> merge((Merge) component);
      case LOSS -> loss((Loss) component);
      case SOURCE -> source((DataSource) component);
      case ACTIVATION -> plain(Contracts.ofActivation((Activation) component), component);
      case OPTIMIZER -> plain(Contracts.ofOptimizer((Optimizer) component), component);
      case INITIALIZER -> plain(Contracts.ofInitializer((Initializer) component), component);
      case SCHEDULE -> plain(Contracts.ofSchedule((Schedule) component), component);
      case METRIC -> plain(Contracts.ofMetric((Metric) component), component);
      case REGULARIZER -> plain(Contracts.ofRegularizer((Regularizer) component), component);
      case CONSTRAINT -> plain(Contracts.ofConstraint((Constraint) component), component);
      case LISTENER -> plain(Contracts.ofListener((TrainingListener) component), component);
    };
  }

  private static Subject plain(ComponentContract contract, Component component) {
    return new Subject(contract, component.toString());
  }

  private static Subject layer(Layer layer) {
    TensorType input = accepted(layer);
    return new Subject(Contracts.ofLayer(layer, input), layer + " on " + input);
  }

  private static Subject merge(Merge merge) {
    List<TensorType> inputs = joined(merge);
    return new Subject(Contracts.ofMerge(merge, inputs), merge + " of " + inputs);
  }

  private static Subject loss(Loss loss) {
    return plain(Contracts.ofLoss(loss, targets(loss)), loss);
  }

  /** With settings that are made up, there may be nothing to read; that is said. */
  private static Subject source(DataSource source) {
    try {
      source.open().close();
      return plain(Contracts.ofSource(source), source);
    } catch (NeuriteException e) {
      return new Subject(
          Contracts.ofAny(source),
          source
              + " (nothing that it could read; only its settings are checked: "
              + e.getMessage()
              + ")");
    }
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
}
