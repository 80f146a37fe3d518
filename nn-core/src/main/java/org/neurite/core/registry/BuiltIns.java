package org.neurite.core.registry;

// long: one line for each component, and one for its import

import static org.neurite.core.registry.ComponentKind.ACTIVATION;
import static org.neurite.core.registry.ComponentKind.CONSTRAINT;
import static org.neurite.core.registry.ComponentKind.INITIALIZER;
import static org.neurite.core.registry.ComponentKind.LAYER;
import static org.neurite.core.registry.ComponentKind.LOSS;
import static org.neurite.core.registry.ComponentKind.MERGE;
import static org.neurite.core.registry.ComponentKind.METRIC;
import static org.neurite.core.registry.ComponentKind.OPTIMIZER;
import static org.neurite.core.registry.ComponentKind.REGULARIZER;
import static org.neurite.core.registry.ComponentKind.SCHEDULE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.component.Component;
import org.neurite.core.activation.Celu;
import org.neurite.core.activation.Elu;
import org.neurite.core.activation.Gelu;
import org.neurite.core.activation.Glu;
import org.neurite.core.activation.HardSigmoid;
import org.neurite.core.activation.HardSwish;
import org.neurite.core.activation.HardTanh;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.LeakyRelu;
import org.neurite.core.activation.LogSigmoid;
import org.neurite.core.activation.LogSoftmax;
import org.neurite.core.activation.Maxout;
import org.neurite.core.activation.Mish;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Relu6;
import org.neurite.core.activation.Selu;
import org.neurite.core.activation.Sigmoid;
import org.neurite.core.activation.Silu;
import org.neurite.core.activation.Softmax;
import org.neurite.core.activation.Softmin;
import org.neurite.core.activation.Softplus;
import org.neurite.core.activation.Softsign;
import org.neurite.core.activation.Step;
import org.neurite.core.activation.SwiGlu;
import org.neurite.core.activation.Tanh;
import org.neurite.core.activation.TanhShrink;
import org.neurite.core.constraint.MaxNorm;
import org.neurite.core.constraint.NonNegative;
import org.neurite.core.constraint.UnitNorm;
import org.neurite.core.initializer.Constant;
import org.neurite.core.initializer.FanInUniform;
import org.neurite.core.initializer.He;
import org.neurite.core.initializer.IdentityMatrix;
import org.neurite.core.initializer.Lecun;
import org.neurite.core.initializer.Normal;
import org.neurite.core.initializer.Orthogonal;
import org.neurite.core.initializer.TruncatedNormal;
import org.neurite.core.initializer.Uniform;
import org.neurite.core.initializer.Xavier;
import org.neurite.core.initializer.Zeros;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.AdaptiveAvgPool1D;
import org.neurite.core.layer.AdaptiveAvgPool2D;
import org.neurite.core.layer.AlphaDropout;
import org.neurite.core.layer.AttentionPattern;
import org.neurite.core.layer.AvgPool1D;
import org.neurite.core.layer.AvgPool2D;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Conv1D;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.ConvTranspose1D;
import org.neurite.core.layer.ConvTranspose2D;
import org.neurite.core.layer.Cropping1D;
import org.neurite.core.layer.Cropping2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.DepthwiseConv1D;
import org.neurite.core.layer.DepthwiseConv2D;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.GaussianNoise;
import org.neurite.core.layer.GlobalAvgPool;
import org.neurite.core.layer.GlobalMaxPool;
import org.neurite.core.layer.GraphLayer;
import org.neurite.core.layer.GroupNorm;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.InstanceNorm;
import org.neurite.core.layer.LastStates;
import org.neurite.core.layer.LayerNorm;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.Masking;
import org.neurite.core.layer.MaxPool1D;
import org.neurite.core.layer.MaxPool2D;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.layer.Named;
import org.neurite.core.layer.PRelu;
import org.neurite.core.layer.Parallel;
import org.neurite.core.layer.Permute;
import org.neurite.core.layer.PositionalEncoding;
import org.neurite.core.layer.RepeatVector;
import org.neurite.core.layer.Reshape;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.RmsNorm;
import org.neurite.core.layer.Scale;
import org.neurite.core.layer.SeparableConv1D;
import org.neurite.core.layer.SeparableConv2D;
import org.neurite.core.layer.Sequential;
import org.neurite.core.layer.SimpleRnn;
import org.neurite.core.layer.SpatialDropout;
import org.neurite.core.layer.TimeDistributed;
import org.neurite.core.layer.TransformerEncoderBlock;
import org.neurite.core.layer.UpSampling1D;
import org.neurite.core.layer.UpSampling2D;
import org.neurite.core.layer.ZeroPadding1D;
import org.neurite.core.layer.ZeroPadding2D;
import org.neurite.core.loss.BinaryCrossEntropy;
import org.neurite.core.loss.CosineEmbedding;
import org.neurite.core.loss.FocalLoss;
import org.neurite.core.loss.GaussianNll;
import org.neurite.core.loss.Hinge;
import org.neurite.core.loss.Huber;
import org.neurite.core.loss.JointLoss;
import org.neurite.core.loss.KlDivergence;
import org.neurite.core.loss.LogCosh;
import org.neurite.core.loss.MeanAbsoluteError;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.MultiMargin;
import org.neurite.core.loss.NegativeLogLikelihood;
import org.neurite.core.loss.PoissonNll;
import org.neurite.core.loss.ProbabilityCrossEntropy;
import org.neurite.core.loss.ReducedLoss;
import org.neurite.core.loss.SmoothL1;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.loss.TripletMargin;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Average;
import org.neurite.core.merge.Concat;
import org.neurite.core.merge.CrossAttention;
import org.neurite.core.merge.Dot;
import org.neurite.core.merge.InitialStates;
import org.neurite.core.merge.Masked;
import org.neurite.core.merge.Maximum;
import org.neurite.core.merge.Minimum;
import org.neurite.core.merge.Multiply;
import org.neurite.core.merge.SequenceLengths;
import org.neurite.core.merge.Subtract;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.CohenKappa;
import org.neurite.core.metric.ConfusionMatrix;
import org.neurite.core.metric.ExplainedVariance;
import org.neurite.core.metric.LogLoss;
import org.neurite.core.metric.MatthewsCorrelation;
import org.neurite.core.metric.MaxError;
import org.neurite.core.metric.MeanAbsoluteErrorMetric;
import org.neurite.core.metric.MeanAbsolutePercentageError;
import org.neurite.core.metric.MeanSquaredErrorMetric;
import org.neurite.core.metric.MedianAbsoluteError;
import org.neurite.core.metric.Perplexity;
import org.neurite.core.metric.PrAuc;
import org.neurite.core.metric.PrecisionRecallF1;
import org.neurite.core.metric.RSquared;
import org.neurite.core.metric.RocAuc;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.metric.TopKAccuracy;
import org.neurite.core.optimizer.Adadelta;
import org.neurite.core.optimizer.Adafactor;
import org.neurite.core.optimizer.Adagrad;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.AdamW;
import org.neurite.core.optimizer.Adamax;
import org.neurite.core.optimizer.Lamb;
import org.neurite.core.optimizer.Lion;
import org.neurite.core.optimizer.Muon;
import org.neurite.core.optimizer.Nadam;
import org.neurite.core.optimizer.Radam;
import org.neurite.core.optimizer.RmsProp;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.regularizer.ElasticNet;
import org.neurite.core.regularizer.L1;
import org.neurite.core.regularizer.L2;
import org.neurite.core.schedule.ConstantSchedule;
import org.neurite.core.schedule.CosineRestarts;
import org.neurite.core.schedule.CosineSchedule;
import org.neurite.core.schedule.ExponentialSchedule;
import org.neurite.core.schedule.InverseTimeSchedule;
import org.neurite.core.schedule.MultiStepSchedule;
import org.neurite.core.schedule.OneCycle;
import org.neurite.core.schedule.PolynomialSchedule;
import org.neurite.core.schedule.ReduceOnPlateau;
import org.neurite.core.schedule.SequentialSchedule;
import org.neurite.core.schedule.StepSchedule;
import org.neurite.core.schedule.Warmup;

/**
 * The one table of Neurite's own components. Classes are loaded when they are asked for: all of a
 * kind, or for a name those of its family and the ones before it.
 */
final class BuiltIns {
  private BuiltIns() {}

  /** All of a kind. */
  static List<ComponentEntry> of(ComponentKind kind) {
    List<ComponentEntry> all = new ArrayList<>();
    for (int number = 0; ; number++) {
      List<ComponentEntry> family = family(kind, number);
      if (family.isEmpty()) {
        return all;
      }
      all.addAll(family);
    }
  }

  /** The one of a name. */
  static Optional<ComponentEntry> find(ComponentKind kind, String name) {
    for (int number = 0; ; number++) {
      List<ComponentEntry> family = family(kind, number);
      if (family.isEmpty()) {
        return Optional.empty();
      }
      for (ComponentEntry entry : family) {
        if (entry.name().equals(name)) {
          return Optional.of(entry);
        }
      }
    }
  }

  /** A part of a kind; what most models have comes first, and nothing after the last. */
  private static List<ComponentEntry> family(ComponentKind kind, int number) {
    return switch (number) {
      case 0 -> first(kind);
      case 1 -> second(kind);
      case 2 -> kind == LAYER ? furtherLayers() : List.of();
      default -> List.of();
    };
  }

  private static List<ComponentEntry> first(ComponentKind kind) {
    return switch (kind) {
      case LAYER -> layers();
      case MERGE -> merges();
      case ACTIVATION -> activations();
      case LOSS -> losses();
      case OPTIMIZER -> optimizers();
      case INITIALIZER -> initializers();
      case SCHEDULE -> schedules();
      case METRIC -> metrics();
      case REGULARIZER -> regularizers();
      case CONSTRAINT -> constraints();
      case LISTENER, SOURCE -> List.of();
    };
  }

  private static List<ComponentEntry> second(ComponentKind kind) {
    return switch (kind) {
      case LAYER -> imageLayers();
      case ACTIVATION -> furtherActivations();
      default -> List.of();
    };
  }

  private static List<ComponentEntry> layers() {
    return List.of(
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
        entry(LAYER, "graph", GraphLayer.class));
  }

  private static List<ComponentEntry> imageLayers() {
    return List.of(
        entry(LAYER, "conv1d", Conv1D.class),
        entry(LAYER, "conv2d", Conv2D.class),
        entry(LAYER, "depthwise-conv2d", DepthwiseConv2D.class),
        entry(LAYER, "depthwise-conv1d", DepthwiseConv1D.class),
        entry(LAYER, "separable-conv2d", SeparableConv2D.class),
        entry(LAYER, "separable-conv1d", SeparableConv1D.class),
        entry(LAYER, "conv-transpose1d", ConvTranspose1D.class),
        entry(LAYER, "conv-transpose2d", ConvTranspose2D.class),
        entry(LAYER, "max-pool1d", MaxPool1D.class),
        entry(LAYER, "max-pool2d", MaxPool2D.class),
        entry(LAYER, "avg-pool1d", AvgPool1D.class),
        entry(LAYER, "avg-pool2d", AvgPool2D.class),
        entry(LAYER, "global-avg-pool", GlobalAvgPool.class),
        entry(LAYER, "global-max-pool", GlobalMaxPool.class),
        entry(LAYER, "adaptive-avg-pool2d", AdaptiveAvgPool2D.class),
        entry(LAYER, "adaptive-avg-pool1d", AdaptiveAvgPool1D.class),
        entry(LAYER, "up-sampling2d", UpSampling2D.class),
        entry(LAYER, "up-sampling1d", UpSampling1D.class),
        entry(LAYER, "zero-padding2d", ZeroPadding2D.class),
        entry(LAYER, "zero-padding1d", ZeroPadding1D.class),
        entry(LAYER, "cropping2d", Cropping2D.class),
        entry(LAYER, "cropping1d", Cropping1D.class));
  }

  private static List<ComponentEntry> furtherLayers() {
    return List.of(
        entry(LAYER, "prelu", PRelu.class),
        entry(LAYER, "layer-norm", LayerNorm.class),
        entry(LAYER, "group-norm", GroupNorm.class),
        entry(LAYER, "instance-norm", InstanceNorm.class),
        entry(LAYER, "rms-norm", RmsNorm.class),
        entry(LAYER, "spatial-dropout", SpatialDropout.class),
        entry(LAYER, "alpha-dropout", AlphaDropout.class),
        entry(LAYER, "gaussian-noise", GaussianNoise.class),
        entry(LAYER, "embedding", Embedding.class),
        entry(LAYER, "permute", Permute.class),
        entry(LAYER, "repeat-vector", RepeatVector.class),
        entry(LAYER, "scale", Scale.class),
        entry(LAYER, "simple-rnn", SimpleRnn.class),
        entry(LAYER, "lstm", Lstm.class),
        entry(LAYER, "last-states", LastStates.class),
        entry(LAYER, "masking", Masking.class),
        entry(LAYER, "gru", Gru.class),
        entry(LAYER, "time-distributed", TimeDistributed.class),
        entry(LAYER, "multi-head-attention", MultiHeadAttention.class),
        entry(LAYER, "attention-pattern", AttentionPattern.class),
        entry(LAYER, "transformer-encoder-block", TransformerEncoderBlock.class),
        entry(LAYER, "positional-encoding", PositionalEncoding.class));
  }

  private static List<ComponentEntry> merges() {
    return List.of(
        entry(MERGE, "add", Add.class),
        entry(MERGE, "concat", Concat.class),
        entry(MERGE, "multiply", Multiply.class),
        entry(MERGE, "average", Average.class),
        entry(MERGE, "maximum", Maximum.class),
        entry(MERGE, "minimum", Minimum.class),
        entry(MERGE, "subtract", Subtract.class),
        entry(MERGE, "dot", Dot.class),
        entry(MERGE, "sequence-lengths", SequenceLengths.class),
        entry(MERGE, "initial-states", InitialStates.class),
        entry(MERGE, "masked", Masked.class),
        entry(MERGE, "cross-attention", CrossAttention.class));
  }

  private static List<ComponentEntry> activations() {
    return List.of(
        entry(ACTIVATION, "identity", Identity.class),
        entry(ACTIVATION, "sigmoid", Sigmoid.class),
        entry(ACTIVATION, "tanh", Tanh.class),
        entry(ACTIVATION, "relu", Relu.class),
        entry(ACTIVATION, "leaky-relu", LeakyRelu.class),
        entry(ACTIVATION, "elu", Elu.class),
        entry(ACTIVATION, "gelu", Gelu.class),
        entry(ACTIVATION, "softmax", Softmax.class));
  }

  private static List<ComponentEntry> furtherActivations() {
    return List.of(
        entry(ACTIVATION, "step", Step.class),
        entry(ACTIVATION, "relu6", Relu6.class),
        entry(ACTIVATION, "selu", Selu.class),
        entry(ACTIVATION, "celu", Celu.class),
        entry(ACTIVATION, "silu", Silu.class),
        entry(ACTIVATION, "mish", Mish.class),
        entry(ACTIVATION, "softplus", Softplus.class),
        entry(ACTIVATION, "softsign", Softsign.class),
        entry(ACTIVATION, "hard-sigmoid", HardSigmoid.class),
        entry(ACTIVATION, "hard-swish", HardSwish.class),
        entry(ACTIVATION, "hard-tanh", HardTanh.class),
        entry(ACTIVATION, "log-sigmoid", LogSigmoid.class),
        entry(ACTIVATION, "tanh-shrink", TanhShrink.class),
        entry(ACTIVATION, "log-softmax", LogSoftmax.class),
        entry(ACTIVATION, "softmin", Softmin.class),
        entry(ACTIVATION, "glu", Glu.class),
        entry(ACTIVATION, "swiglu", SwiGlu.class),
        entry(ACTIVATION, "maxout", Maxout.class));
  }

  private static List<ComponentEntry> losses() {
    return List.of(
        entry(LOSS, "mean-squared-error", MeanSquaredError.class),
        entry(LOSS, "mean-absolute-error", MeanAbsoluteError.class),
        entry(LOSS, "huber", Huber.class),
        entry(LOSS, "binary-cross-entropy", BinaryCrossEntropy.class),
        entry(LOSS, "softmax-cross-entropy", SoftmaxCrossEntropy.class),
        entry(LOSS, "smooth-l1", SmoothL1.class),
        entry(LOSS, "log-cosh", LogCosh.class),
        entry(LOSS, "probability-cross-entropy", ProbabilityCrossEntropy.class),
        entry(LOSS, "focal", FocalLoss.class),
        entry(LOSS, "negative-log-likelihood", NegativeLogLikelihood.class),
        entry(LOSS, "kl-divergence", KlDivergence.class),
        entry(LOSS, "hinge", Hinge.class),
        entry(LOSS, "multi-margin", MultiMargin.class),
        entry(LOSS, "poisson-nll", PoissonNll.class),
        entry(LOSS, "gaussian-nll", GaussianNll.class),
        entry(LOSS, "cosine-embedding", CosineEmbedding.class),
        entry(LOSS, "triplet-margin", TripletMargin.class),
        entry(LOSS, "reduced", ReducedLoss.class),
        entry(LOSS, "joint", JointLoss.class));
  }

  private static List<ComponentEntry> optimizers() {
    return List.of(
        entry(OPTIMIZER, "sgd", Sgd.class),
        entry(OPTIMIZER, "adam", Adam.class),
        entry(OPTIMIZER, "adamw", AdamW.class),
        entry(OPTIMIZER, "adagrad", Adagrad.class),
        entry(OPTIMIZER, "rmsprop", RmsProp.class),
        entry(OPTIMIZER, "adadelta", Adadelta.class),
        entry(OPTIMIZER, "adamax", Adamax.class),
        entry(OPTIMIZER, "nadam", Nadam.class),
        entry(OPTIMIZER, "radam", Radam.class),
        entry(OPTIMIZER, "lion", Lion.class),
        entry(OPTIMIZER, "lamb", Lamb.class),
        entry(OPTIMIZER, "adafactor", Adafactor.class),
        entry(OPTIMIZER, "muon", Muon.class));
  }

  private static List<ComponentEntry> initializers() {
    return List.of(
        entry(INITIALIZER, "zeros", Zeros.class),
        entry(INITIALIZER, "constant", Constant.class),
        entry(INITIALIZER, "uniform", Uniform.class),
        entry(INITIALIZER, "normal", Normal.class),
        entry(INITIALIZER, "fan-in-uniform", FanInUniform.class),
        entry(INITIALIZER, "xavier", Xavier.class),
        entry(INITIALIZER, "he", He.class),
        entry(INITIALIZER, "lecun", Lecun.class),
        entry(INITIALIZER, "truncated-normal", TruncatedNormal.class),
        entry(INITIALIZER, "orthogonal", Orthogonal.class),
        entry(INITIALIZER, "identity", IdentityMatrix.class));
  }

  private static List<ComponentEntry> schedules() {
    return List.of(
        entry(SCHEDULE, "constant", ConstantSchedule.class),
        entry(SCHEDULE, "step", StepSchedule.class),
        entry(SCHEDULE, "cosine", CosineSchedule.class),
        entry(SCHEDULE, "warmup", Warmup.class),
        entry(SCHEDULE, "multi-step", MultiStepSchedule.class),
        entry(SCHEDULE, "sequential", SequentialSchedule.class),
        entry(SCHEDULE, "exponential", ExponentialSchedule.class),
        entry(SCHEDULE, "cosine-restarts", CosineRestarts.class),
        entry(SCHEDULE, "one-cycle", OneCycle.class),
        entry(SCHEDULE, "polynomial", PolynomialSchedule.class),
        entry(SCHEDULE, "inverse-time", InverseTimeSchedule.class),
        entry(SCHEDULE, "reduce-on-plateau", ReduceOnPlateau.class));
  }

  private static List<ComponentEntry> metrics() {
    return List.of(
        entry(METRIC, "accuracy", Accuracy.class),
        entry(METRIC, "confusion-matrix", ConfusionMatrix.class),
        entry(METRIC, "precision-recall-f1", PrecisionRecallF1.class),
        entry(METRIC, "mae", MeanAbsoluteErrorMetric.class),
        entry(METRIC, "rmse", RootMeanSquaredError.class),
        entry(METRIC, "r2", RSquared.class),
        entry(METRIC, "mse", MeanSquaredErrorMetric.class),
        entry(METRIC, "mape", MeanAbsolutePercentageError.class),
        entry(METRIC, "max-error", MaxError.class),
        entry(METRIC, "median-absolute-error", MedianAbsoluteError.class),
        entry(METRIC, "explained-variance", ExplainedVariance.class),
        entry(METRIC, "roc-auc", RocAuc.class),
        entry(METRIC, "pr-auc", PrAuc.class),
        entry(METRIC, "log-loss", LogLoss.class),
        entry(METRIC, "perplexity", Perplexity.class),
        entry(METRIC, "top-k-accuracy", TopKAccuracy.class),
        entry(METRIC, "cohen-kappa", CohenKappa.class),
        entry(METRIC, "matthews", MatthewsCorrelation.class));
  }

  private static List<ComponentEntry> regularizers() {
    return List.of(
        entry(REGULARIZER, "l1", L1.class),
        entry(REGULARIZER, "l2", L2.class),
        entry(REGULARIZER, "elastic-net", ElasticNet.class));
  }

  private static List<ComponentEntry> constraints() {
    return List.of(
        entry(CONSTRAINT, "max-norm", MaxNorm.class),
        entry(CONSTRAINT, "unit-norm", UnitNorm.class),
        entry(CONSTRAINT, "non-negative", NonNegative.class));
  }

  private static ComponentEntry entry(
      ComponentKind kind, String name, Class<? extends Component> type) {
    return new ComponentEntry(kind, name, type, ComponentEntry.BUILT_IN, List.of());
  }
}
