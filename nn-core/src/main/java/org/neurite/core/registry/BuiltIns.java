package org.neurite.core.registry;

import static org.neurite.core.registry.ComponentKind.ACTIVATION;
import static org.neurite.core.registry.ComponentKind.INITIALIZER;
import static org.neurite.core.registry.ComponentKind.LAYER;
import static org.neurite.core.registry.ComponentKind.LOSS;
import static org.neurite.core.registry.ComponentKind.MERGE;
import static org.neurite.core.registry.ComponentKind.METRIC;
import static org.neurite.core.registry.ComponentKind.OPTIMIZER;
import static org.neurite.core.registry.ComponentKind.SCHEDULE;

import java.util.List;
import org.neurite.api.component.Component;
import org.neurite.core.activation.Elu;
import org.neurite.core.activation.Gelu;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.LeakyRelu;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Sigmoid;
import org.neurite.core.activation.Softmax;
import org.neurite.core.activation.Step;
import org.neurite.core.activation.Tanh;
import org.neurite.core.initializer.Constant;
import org.neurite.core.initializer.FanInUniform;
import org.neurite.core.initializer.He;
import org.neurite.core.initializer.Normal;
import org.neurite.core.initializer.Uniform;
import org.neurite.core.initializer.Xavier;
import org.neurite.core.initializer.Zeros;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Named;
import org.neurite.core.layer.Parallel;
import org.neurite.core.layer.Reshape;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.Sequential;
import org.neurite.core.loss.BinaryCrossEntropy;
import org.neurite.core.loss.Huber;
import org.neurite.core.loss.MeanAbsoluteError;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Concat;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.ConfusionMatrix;
import org.neurite.core.metric.MeanAbsoluteErrorMetric;
import org.neurite.core.metric.PrecisionRecallF1;
import org.neurite.core.metric.RSquared;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.AdamW;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.schedule.ConstantSchedule;
import org.neurite.core.schedule.CosineSchedule;
import org.neurite.core.schedule.StepSchedule;
import org.neurite.core.schedule.Warmup;

/** The one table of Neurite's own components. */
final class BuiltIns {
  static final List<ComponentEntry> ENTRIES =
      List.of(
          entry(LAYER, "dense", Dense.class),
          entry(LAYER, "activation", ActivationLayer.class),
          entry(LAYER, "dropout", Dropout.class),
          entry(LAYER, "flatten", Flatten.class),
          entry(LAYER, "reshape", Reshape.class),
          entry(LAYER, "batch-norm", BatchNorm.class),
          entry(LAYER, "sequential", Sequential.class),
          entry(LAYER, "named", Named.class),
          entry(LAYER, "residual", Residual.class),
          entry(LAYER, "parallel", Parallel.class),
          entry(MERGE, "add", Add.class),
          entry(MERGE, "concat", Concat.class),
          entry(ACTIVATION, "identity", Identity.class),
          entry(ACTIVATION, "step", Step.class),
          entry(ACTIVATION, "sigmoid", Sigmoid.class),
          entry(ACTIVATION, "tanh", Tanh.class),
          entry(ACTIVATION, "relu", Relu.class),
          entry(ACTIVATION, "leaky-relu", LeakyRelu.class),
          entry(ACTIVATION, "elu", Elu.class),
          entry(ACTIVATION, "gelu", Gelu.class),
          entry(ACTIVATION, "softmax", Softmax.class),
          entry(LOSS, "mean-squared-error", MeanSquaredError.class),
          entry(LOSS, "mean-absolute-error", MeanAbsoluteError.class),
          entry(LOSS, "huber", Huber.class),
          entry(LOSS, "binary-cross-entropy", BinaryCrossEntropy.class),
          entry(LOSS, "softmax-cross-entropy", SoftmaxCrossEntropy.class),
          entry(OPTIMIZER, "sgd", Sgd.class),
          entry(OPTIMIZER, "adam", Adam.class),
          entry(OPTIMIZER, "adamw", AdamW.class),
          entry(INITIALIZER, "zeros", Zeros.class),
          entry(INITIALIZER, "constant", Constant.class),
          entry(INITIALIZER, "uniform", Uniform.class),
          entry(INITIALIZER, "normal", Normal.class),
          entry(INITIALIZER, "fan-in-uniform", FanInUniform.class),
          entry(INITIALIZER, "xavier", Xavier.class),
          entry(INITIALIZER, "he", He.class),
          entry(SCHEDULE, "constant", ConstantSchedule.class),
          entry(SCHEDULE, "step", StepSchedule.class),
          entry(SCHEDULE, "cosine", CosineSchedule.class),
          entry(SCHEDULE, "warmup", Warmup.class),
          entry(METRIC, "accuracy", Accuracy.class),
          entry(METRIC, "confusion-matrix", ConfusionMatrix.class),
          entry(METRIC, "precision-recall-f1", PrecisionRecallF1.class),
          entry(METRIC, "mae", MeanAbsoluteErrorMetric.class),
          entry(METRIC, "rmse", RootMeanSquaredError.class),
          entry(METRIC, "r2", RSquared.class));

  private BuiltIns() {}

  private static ComponentEntry entry(
      ComponentKind kind, String name, Class<? extends Component> type) {
    return new ComponentEntry(kind, name, type, ComponentEntry.BUILT_IN);
  }
}
