package org.neurite.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.TrainingListener;
import org.neurite.cli.training.Recipe;
import org.neurite.core.Neurite;
import org.neurite.core.registry.ComponentCodec;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the network learns. */
final class LearningOptions {
  private static final String RATE = "learningRate";

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "How weights follow gradients: adam, adamw, sgd, or JSON with settings. Default: adam.")
  private String optimizer = "adam";

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Rate to begin with; it falls to 0 along a cosine. Default: 0.001; higher for small data,"
              + " as the output says.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Rows per step. Default: 64; fewer for small data, as the output says.")
  private Optional<Integer> batchSize = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the data. Default: 20; more for small data, as the output says.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "K",
      description =
          "Stop when the validation loss has not improved for K epochs, and keep the best weights.")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--listener",
      paramLabel = "NAME",
      description = "Who hears of steps and epochs: a plugin's name, or JSON. May be repeated.")
  private List<String> listeners = List.of();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Of weights, shuffling and dropout. Default: 42.")
  private long seed = 42;

  void check() {
    learningRate.ifPresent(
        rate ->
            Usage.require(
                rate > 0 && Double.isFinite(rate), "--learning-rate", "a number above 0", rate));
    batchSize.ifPresent(n -> Usage.require(n >= 1, "--batch-size", "at least 1", n));
    epochs.ifPresent(n -> Usage.require(n >= 1, "--epochs", "at least 1", n));
    patience.ifPresent(n -> Usage.require(n >= 1, "--patience", "at least 1", n));
  }

  Recipe recipe(long trainRows) {
    return Recipe.of(trainRows, batchSize, epochs, learningRate);
  }

  /** The optimizer; its own rate, where it is JSON and no other is asked for. */
  Optimizer optimizer(Neurite neurite, double recommended) {
    ComponentCodec codec = neurite.environment().codec();
    Optimizer plain = codec.parse(Optimizer.class, optimizer, "--optimizer");
    if (learningRate.isEmpty() && (isJson() || !hasRate(plain))) {
      return plain;
    }
    ObjectNode settings =
        codec.write(plain) instanceof ObjectNode written
            ? written
            : JsonNodeFactory.instance.objectNode().put("type", optimizer);
    settings.put(RATE, learningRate.orElse(recommended));
    return codec.read(Optimizer.class, settings, "--optimizer");
  }

  List<TrainingListener> listeners(Neurite neurite) {
    ComponentCodec codec = neurite.environment().codec();
    return listeners.stream()
        .map(text -> codec.parse(TrainingListener.class, text, "--listener"))
        .toList();
  }

  private boolean isJson() {
    return optimizer.strip().startsWith("{");
  }

  private static boolean hasRate(Optimizer optimizer) {
    return Stream.of(optimizer.getClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(RATE));
  }

  Optional<Integer> patience() {
    return patience;
  }

  long seed() {
    return seed;
  }

  void requireValidation(long rows) {
    Usage.require(
        rows > 0 || patience.isEmpty(), "--patience", "rows to validate on", "--validation 0");
  }

  String describe(Recipe recipe) {
    return "%d epochs of batches of %d, %s%s, learning rate falling to 0, seed %d"
        .formatted(
            recipe.epochs(),
            recipe.batchSize(),
            optimizer,
            isJson() && learningRate.isEmpty() ? "" : " from " + recipe.learningRate(),
            seed);
  }
}
