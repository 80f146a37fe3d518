package org.neurite.core.train;

import com.google.inject.TypeLiteral;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.neurite.api.component.EpochReport;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.file.ModelArchive;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelCodec;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.Inspector;
import org.neurite.core.predict.MonteCarlo;
import org.neurite.core.predict.MonteCarloPredictor;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.predict.Translation;
import org.neurite.core.predict.TypedPredictor;
import tools.jackson.databind.node.ObjectNode;

/** A model with weights. Immutable and thread-safe. */
public final class Trained {
  private static final int EVALUATION_BATCH = 256;

  private final Environment environment;
  private final Model model;
  private final Map<String, NDArray> weights;
  private final List<EpochReport> history;
  private final Map<String, Object> provenance;
  private final Optional<ObjectNode> preprocessing;

  /**
   * A model with weights.
   *
   * @param environment backend and codec
   * @param model the network
   * @param weights its variables by name
   * @param history what each epoch gave; empty if it was loaded
   * @param provenance where the weights come from: JSON values by name
   * @throws org.neurite.api.ModelException if the weights do not fit
   */
  public Trained(
      Environment environment,
      Model model,
      Map<String, NDArray> weights,
      List<EpochReport> history,
      Map<String, Object> provenance) {
    this(environment, model, weights, history, provenance, Optional.empty());
  }

  private Trained(
      Environment environment,
      Model model,
      Map<String, NDArray> weights,
      List<EpochReport> history,
      Map<String, Object> provenance,
      Optional<ObjectNode> preprocessing) {
    model.requireFits(weights);
    this.environment = environment;
    this.model = model;
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    this.history = List.copyOf(history);
    this.provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    this.preprocessing = preprocessing.map(ObjectNode::deepCopy);
  }

  /**
   * The network.
   *
   * @return the model
   */
  public Model model() {
    return model;
  }

  /**
   * Parameters and states.
   *
   * @return arrays by variable name
   */
  public Map<String, NDArray> weights() {
    return weights;
  }

  /**
   * What each epoch gave.
   *
   * @return reports in order; empty if the model was loaded
   */
  public List<EpochReport> history() {
    return history;
  }

  /**
   * Where the weights come from.
   *
   * @return JSON values by name
   */
  public Map<String, Object> provenance() {
    return provenance;
  }

  /**
   * How rows become inputs and outputs become answers.
   *
   * @return the description that travels with the model, if there is one
   */
  public Optional<ObjectNode> preprocessing() {
    return preprocessing.map(ObjectNode::deepCopy);
  }

  /**
   * The same with a description of its preprocessing.
   *
   * @param description written to the model file as {@code preprocessing.json}
   * @return a copy
   */
  public Trained withPreprocessing(ObjectNode description) {
    return new Trained(environment, model, weights, history, provenance, Optional.of(description));
  }

  /**
   * The same with more said about where it comes from.
   *
   * @param more JSON values by name
   * @return a copy
   */
  public Trained withProvenance(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(provenance);
    all.putAll(more);
    return new Trained(environment, model, weights, history, all, preprocessing);
  }

  /**
   * Judges the model on data.
   *
   * @param data samples with targets
   * @param loss the loss to average, or to add up if it says so
   * @param metrics what else to measure
   * @return results by name; the first is {@code loss}
   * @throws org.neurite.api.TrainingException if the data do not fit
   */
  public Map<String, Double> evaluate(Dataset data, Loss loss, Metric... metrics) {
    Targets.check(model, loss, data, "evaluation data");
    try (DeviceVariables variables =
            new DeviceVariables(environment.backend(), model.variables(), weights, 0);
        Evaluator evaluator =
            new Evaluator(
                environment.backend(),
                model,
                loss,
                data,
                EVALUATION_BATCH,
                variables.buffers(),
                Targets.check(model, loss, data.targetType()))) {
      return evaluator.evaluate(List.of(metrics));
    }
  }

  /**
   * What a loss says of each sample, for instance to find those that are hard or wrongly labelled.
   *
   * @param data samples with targets, of which at least one
   * @param loss the loss, which is neither averaged nor weighted
   * @return {@code [n, ..]} in the order of the data, of the shape that the loss gives
   * @throws org.neurite.api.TrainingException if the data do not fit
   */
  public NDArray losses(Dataset data, Loss loss) {
    Targets.check(model, loss, data, "evaluation data");
    try (DeviceVariables variables =
        new DeviceVariables(environment.backend(), model.variables(), weights, 0)) {
      return SampleLosses.of(
          environment.backend(), model, loss, data, EVALUATION_BATCH, variables.buffers());
    }
  }

  /**
   * Gets ready to predict.
   *
   * @return a thread-safe predictor that the caller closes
   */
  public ArrayPredictor predictor() {
    return predictor(PredictorOptions.DEFAULT);
  }

  /**
   * Gets ready to predict.
   *
   * @param options how many callers are served at the same time, and what happens to more
   * @return a thread-safe predictor that the caller closes
   */
  public ArrayPredictor predictor(PredictorOptions options) {
    return new ArrayPredictor(
        environment.backend(), model, weights, options, environment.predictionListeners());
  }

  /**
   * Gets ready to predict in an application's own types: {@code float[]} and {@link NDArray}
   * always; for a model that carries its preprocessing, and with {@code nn-data}, also a record, a
   * map, a number in the target's own unit, a label.
   *
   * @param input what is asked
   * @param answer what is answered
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a thread-safe predictor that the caller closes
   * @throws org.neurite.api.ModelException with {@code NN-1407} if the model cannot be asked or
   *     cannot answer in these types
   * @throws org.neurite.api.DataException with {@code NN-1704} if the columns differ
   */
  public <I, O> TypedPredictor<I, O> predictor(Class<I> input, Class<O> answer) {
    return predictor(TypeLiteral.get(input), TypeLiteral.get(answer), PredictorOptions.DEFAULT);
  }

  /**
   * Gets ready to predict in an application's own types.
   *
   * @param input what is asked, for instance {@code new TypeLiteral<Map<String, Object>>() {}}
   * @param answer what is answered
   * @param options how many callers are served at the same time, and what happens to more
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a thread-safe predictor that the caller closes
   * @throws org.neurite.api.NeuriteException as {@link #predictor(Class, Class)}
   */
  public <I, O> TypedPredictor<I, O> predictor(
      TypeLiteral<I> input, TypeLiteral<O> answer, PredictorOptions options) {
    Translation translation = new Translation(model, preprocessing);
    InputEncoder<I> encoder = translation.encoder(input);
    OutputDecoder<O> decoder = translation.decoder(answer);
    return predictor(options).with(encoder, decoder);
  }

  /**
   * Puts an application's own types around a predictor of this model.
   *
   * @param input what is asked
   * @param answer what is answered
   * @param network what {@link #predictor()} gave; closing either closes both
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a thread-safe predictor
   * @throws org.neurite.api.NeuriteException as {@link #predictor(Class, Class)}
   */
  public <I, O> TypedPredictor<I, O> predictor(
      TypeLiteral<I> input, TypeLiteral<O> answer, ArrayPredictor network) {
    Translation translation = new Translation(model, preprocessing);
    return network.with(translation.encoder(input), translation.decoder(answer));
  }

  /**
   * Gets ready to say how sure the model is: asks it several times with dropout active.
   *
   * @param input what is asked
   * @param answer what one pass answers
   * @param settings how many passes, and the seed of their masks
   * @param summary what becomes of the answers of all passes, for instance {@code answers ->
   *     Interval.of(answers, 0.9)}
   * @param <I> what is asked
   * @param <O> what one pass answers
   * @param <R> what is answered
   * @return a thread-safe predictor that the caller closes
   * @throws org.neurite.api.ModelException with {@code NN-1301} if the model has no dropout
   * @throws org.neurite.api.NeuriteException as {@link #predictor(Class, Class)}
   */
  public <I, O, R> Predictor<I, R> monteCarlo(
      Class<I> input,
      Class<O> answer,
      MonteCarlo settings,
      Function<? super List<O>, ? extends R> summary) {
    Translation translation = new Translation(model, preprocessing);
    InputEncoder<I> encoder = translation.encoder(TypeLiteral.get(input));
    OutputDecoder<O> decoder = translation.decoder(TypeLiteral.get(answer));
    ArrayPredictor network =
        MonteCarloPredictor.network(
            environment, model, weights, settings.seed(), PredictorOptions.DEFAULT);
    return new MonteCarloPredictor<>(network, settings, encoder, decoder, summary);
  }

  /**
   * Gets ready to look into the network.
   *
   * @return a thread-safe inspector of layers and of what outputs depend on
   */
  public Inspector inspector() {
    return new Inspector(environment.backend(), model, weights);
  }

  /**
   * Writes a model file. The file appears whole or not at all.
   *
   * @param file where to
   * @throws org.neurite.api.ModelFormatException with {@code NN-1603} if it cannot be written
   */
  public void save(Path file) {
    ModelCodec codec = new ModelCodec(environment.codec());
    new ModelArchive(codec.toJson(model), weights, preprocessing, codec.provenance(provenance))
        .write(file);
  }

  /**
   * Reads a model file.
   *
   * @param environment backend and codec
   * @param file where from
   * @return the model with its weights
   * @throws org.neurite.api.ModelFormatException if the file is damaged, of another version, or
   *     names components that are not there; the code says which
   */
  public static Trained load(Environment environment, Path file) {
    ModelArchive archive = ModelArchive.read(file);
    ModelCodec codec = new ModelCodec(environment.codec());
    Model model = codec.fromJson(archive.model(), archive.weights(), file.toString());
    Map<String, NDArray> ordered = new LinkedHashMap<>();
    for (VariableSpec variable : model.variables()) {
      if (archive.weights().containsKey(variable.name())) {
        ordered.put(variable.name(), archive.weights().get(variable.name()));
      }
    }
    ordered.putAll(archive.weights());
    return new Trained(
        environment,
        model,
        ordered,
        List.of(),
        codec.provenance(archive.provenance()),
        archive.preprocessing());
  }
}
