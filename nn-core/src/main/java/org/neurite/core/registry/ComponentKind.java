package org.neurite.core.registry;

import java.util.Locale;
import java.util.Optional;
import org.neurite.api.component.Activation;
import org.neurite.api.component.ActivationProvider;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.Constraint;
import org.neurite.api.component.ConstraintProvider;
import org.neurite.api.component.DataSource;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.InitializerProvider;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.ListenerProvider;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossProvider;
import org.neurite.api.component.Merge;
import org.neurite.api.component.MergeProvider;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricProvider;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerProvider;
import org.neurite.api.component.Regularizer;
import org.neurite.api.component.RegularizerProvider;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.ScheduleProvider;
import org.neurite.api.component.SourceProvider;
import org.neurite.api.component.TrainingListener;

/** The kinds of components. Names are unique within a kind. */
public enum ComponentKind {
  /** {@link Layer}. */
  LAYER(Layer.class),
  /** {@link Merge}. */
  MERGE(Merge.class),
  /** {@link Activation}. */
  ACTIVATION(Activation.class),
  /** {@link Loss}. */
  LOSS(Loss.class),
  /** {@link Optimizer}. */
  OPTIMIZER(Optimizer.class),
  /** {@link Initializer}. */
  INITIALIZER(Initializer.class),
  /** {@link Schedule}. */
  SCHEDULE(Schedule.class),
  /** {@link Metric}. */
  METRIC(Metric.class),
  /** {@link Regularizer}. */
  REGULARIZER(Regularizer.class),
  /** {@link Constraint}. */
  CONSTRAINT(Constraint.class),
  /** {@link TrainingListener}. */
  LISTENER(TrainingListener.class),
  /** {@link DataSource}. */
  SOURCE(DataSource.class);

  private final Class<? extends Component> component;

  ComponentKind(Class<? extends Component> component) {
    this.component = component;
  }

  /**
   * The interface that components of this kind implement.
   *
   * @return for instance {@code Layer.class}
   */
  public Class<? extends Component> component() {
    return component;
  }

  /**
   * The service through which components of this kind are found.
   *
   * @return for instance {@code LayerProvider.class}
   */
  public Class<? extends ComponentProvider<?>> provider() {
    return switch (this) {
      case LAYER -> LayerProvider.class;
      case MERGE -> MergeProvider.class;
      case ACTIVATION -> ActivationProvider.class;
      case LOSS -> LossProvider.class;
      case OPTIMIZER -> OptimizerProvider.class;
      case INITIALIZER -> InitializerProvider.class;
      case SCHEDULE -> ScheduleProvider.class;
      case METRIC -> MetricProvider.class;
      case REGULARIZER -> RegularizerProvider.class;
      case CONSTRAINT -> ConstraintProvider.class;
      case LISTENER -> ListenerProvider.class;
      case SOURCE -> SourceProvider.class;
    };
  }

  /**
   * What messages call it.
   *
   * @return for instance {@code layer}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind that a type belongs to.
   *
   * @param type a component interface, or a class that implements one
   * @return the first kind that fits; empty for any other type
   */
  public static Optional<ComponentKind> of(Class<?> type) {
    for (ComponentKind kind : values()) {
      if (kind.component.isAssignableFrom(type)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
