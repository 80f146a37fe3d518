package org.neurite.testkit;

import java.util.List;
import java.util.function.IntFunction;
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
import org.neurite.api.component.TrainingListener;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Trace;

/** Contracts of components that are there already. */
final class Contracts {
  private Contracts() {}

  static ComponentContract ofAny(Component component) {
    return new ComponentContract() {
      @Override
      protected Component component() {
        return component;
      }
    };
  }

  static LayerContract ofLayer(Layer layer, TensorType input) {
    return new LayerContract() {
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
    };
  }

  static MergeContract ofMerge(Merge merge, List<TensorType> inputs) {
    return new MergeContract() {
      @Override
      protected Merge merge() {
        return merge;
      }

      @Override
      protected List<TensorType> inputs() {
        return inputs;
      }
    };
  }

  static LossContract ofLoss(Loss loss, IntFunction<NDArray> targets) {
    return new LossContract() {
      @Override
      protected Loss loss() {
        return loss;
      }

      @Override
      protected NDArray target(int n) {
        return targets.apply(n);
      }
    };
  }

  static ActivationContract ofActivation(Activation component) {
    return new ActivationContract() {
      @Override
      protected Activation activation() {
        return component;
      }

      @Override
      protected boolean gradientIsASurrogate() {
        Tensor x = Tensor.input("x", TensorType.float32(input()), "");
        return Trial.hasGradientOfItsOwn(List.of(component.apply(x).value()));
      }
    };
  }

  static OptimizerContract ofOptimizer(Optimizer component) {
    return new OptimizerContract() {
      @Override
      protected Optimizer optimizer() {
        return component;
      }
    };
  }

  static InitializerContract ofInitializer(Initializer component) {
    return new InitializerContract() {
      @Override
      protected Initializer initializer() {
        return component;
      }
    };
  }

  static ScheduleContract ofSchedule(Schedule component) {
    return new ScheduleContract() {
      @Override
      protected Schedule schedule() {
        return component;
      }
    };
  }

  static MetricContract ofMetric(Metric component) {
    return new MetricContract() {
      @Override
      protected Metric metric() {
        return component;
      }

      @Override
      protected NDArray target(int n) {
        return Trial.data(TensorType.float32(Shape.batchOf(1)), n, 0, 1, 6);
      }
    };
  }

  static RegularizerContract ofRegularizer(Regularizer component) {
    return new RegularizerContract() {
      @Override
      protected Regularizer regularizer() {
        return component;
      }
    };
  }

  static ConstraintContract ofConstraint(Constraint component) {
    return new ConstraintContract() {
      @Override
      protected Constraint constraint() {
        return component;
      }
    };
  }

  static ListenerContract ofListener(TrainingListener component) {
    return new ListenerContract() {
      @Override
      protected TrainingListener listener() {
        return component;
      }
    };
  }

  static SourceContract ofSource(DataSource component) {
    return new SourceContract() {
      @Override
      protected DataSource source() {
        return component;
      }
    };
  }
}
