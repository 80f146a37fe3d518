package org.neurite.core.predict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.AlphaDropout;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.SpatialDropout;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;
import org.neurite.core.observe.PredictionListener;

/**
 * Asks a network several times, with {@link MonteCarlo} dropout, and answers with what becomes of
 * all its answers.
 *
 * @param <I> what is asked
 * @param <O> what one pass answers
 * @param <R> what becomes of the answers of all passes, for instance an {@link Interval}
 */
public final class MonteCarloPredictor<I, O, R> implements Predictor<I, R> {
  private final ArrayPredictor network;
  private final MonteCarlo settings;
  private final InputEncoder<? super I> encoder;
  private final OutputDecoder<? extends O> decoder;
  private final Function<? super List<O>, ? extends R> summary;

  /**
   * A predictor.
   *
   * @param network from {@link #network}
   * @param settings how often, and by which masks
   * @param encoder what is asked
   * @param decoder what one pass answers
   * @param summary what becomes of the answers of all passes, of which there are at least 2
   */
  public MonteCarloPredictor(
      ArrayPredictor network,
      MonteCarlo settings,
      InputEncoder<? super I> encoder,
      OutputDecoder<? extends O> decoder,
      Function<? super List<O>, ? extends R> summary) {
    this.network = network;
    this.settings = settings;
    this.encoder = encoder;
    this.decoder = decoder;
    this.summary = summary;
  }

  /**
   * A network whose dropout stays active when it predicts.
   *
   * @param environment backend and listeners
   * @param model the network
   * @param weights its variables by name
   * @param seed of the masks
   * @param options how many callers are served at the same time, and what happens to more
   * @return what a Monte-Carlo predictor asks
   * @throws ModelException with {@code NN-1301} if the model has no dropout of a rate above 0
   */
  public static ArrayPredictor network(
      Environment environment,
      Model model,
      Map<String, NDArray> weights,
      long seed,
      PredictorOptions options) {
    return network(
        environment.backend(), model, weights, seed, options, environment.predictionListeners());
  }

  private static ArrayPredictor network(
      Backend backend,
      Model model,
      Map<String, NDArray> weights,
      long seed,
      PredictorOptions options,
      Collection<PredictionListener> listeners) {
    List<String> drops = new ArrayList<>();
    Trace trace =
        Trace.inPrediction(
            (path, layer) -> {
              boolean active =
                  (layer instanceof Dropout dropout && dropout.rate() > 0)
                      || (layer instanceof SpatialDropout spatial && spatial.rate() > 0)
                      || (layer instanceof AlphaDropout alpha && alpha.rate() > 0);
              if (active) {
                drops.add(path);
              }
              return active;
            });
    var graph = model.predictionGraph(trace);
    if (drops.isEmpty()) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_MODEL)
              .at(model.name() + ", Monte-Carlo dropout")
              .expected("a network with dropout")
              .found("none that drops anything: every pass would answer the same")
              .mend("train it with a Dropout layer, for instance before the last Dense"));
    }
    return new ArrayPredictor(backend, model, graph, seed, weights, options, listeners);
  }

  @Override
  public R predict(I input) {
    List<O> answers = new ArrayList<>(settings.passes());
    network
        .runner()
        .repeat(input, encoder, settings.passes(), output -> answers.add(decoder.decode(output)));
    return summary.apply(answers);
  }

  /** Closes the network behind it. */
  @Override
  public void close() {
    network.close();
  }
}
