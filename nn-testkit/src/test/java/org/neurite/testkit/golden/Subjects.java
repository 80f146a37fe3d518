package org.neurite.testkit.golden;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table: which {@code op} is checked how. */
final class Subjects {
  private static final Map<String, Subject> TABLE = table();

  /** Components that this release does not have yet. */
  private static final Set<String> PENDING =
      Set.of(
          // activations
          "selu",
          "mish",
          "softsign",
          "hard_sigmoid",
          "hard_swish",
          "relu6",
          "hard_tanh",
          "celu",
          "log_sigmoid",
          "tanh_shrink",
          "softmin",
          "glu",
          "prelu",
          // losses
          "smooth_l1",
          "log_cosh",
          "bce",
          "nll",
          "kl_div",
          "hinge",
          "squared_hinge",
          "multi_margin",
          "poisson_nll",
          "cosine_embedding",
          "gaussian_nll",
          "triplet_margin",
          // layers
          "embedding",
          "groupnorm",
          "rmsnorm",
          "adaptive_avgpool2d",
          "lstm",
          "gru",
          "rnn",
          "multihead_attention",
          "scaled_dot_product_attention",
          "transformer_encoder_layer",
          "positional_encoding",
          // optimizers and schedules
          "adagrad",
          "rmsprop",
          "adadelta",
          "adamax",
          "nadam",
          "radam",
          "multistep",
          "exponential",
          "cosine_warm_restarts",
          "one_cycle",
          "polynomial",
          "inverse_time",
          "reduce_on_plateau",
          // initializers and metrics
          "lecun_uniform",
          "lecun_normal",
          "orthogonal",
          "binary_metrics",
          "top_k_accuracy");

  private Subjects() {}

  private static Map<String, Subject> table() {
    Map<String, Subject> table = new HashMap<>();
    Activations.enter(table);
    Losses.enter(table);
    Layers.enter(table);
    Images.enter(table);
    Optimizers.enter(table);
    Clippings.enter(table);
    Schedules.enter(table);
    Initializers.enter(table);
    Metrics.enter(table);
    Trainings.enter(table);
    return Map.copyOf(table);
  }

  static Optional<Subject> find(String op) {
    return Optional.ofNullable(TABLE.get(op));
  }

  static boolean isPending(String op) {
    return PENDING.contains(op);
  }
}
