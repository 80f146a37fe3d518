package org.neurite.core.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A predictor that speaks an application's types: an encoder before the network, a decoder behind.
 * A prediction allocates what the two allocate, and nothing else.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public final class TypedPredictor<I, O> implements Predictor<I, O> {
  private final ArrayPredictor network;
  private final InputEncoder<? super I> encoder;
  private final OutputDecoder<? extends O> decoder;

  TypedPredictor(
      ArrayPredictor network, InputEncoder<? super I> encoder, OutputDecoder<? extends O> decoder) {
    this.network = network;
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.decoder = Objects.requireNonNull(decoder, "decoder");
  }

  @Override
  public O predict(I input) {
    return network.runner().predict(input, encoder, decoder);
  }

  @Override
  public List<O> predictAll(List<? extends I> inputs) {
    List<O> answers = new ArrayList<>(inputs.size());
    network.runner().predictAll(inputs, encoder, output -> answers.add(decoder.decode(output)));
    return answers;
  }

  /**
   * What computes.
   *
   * @return the predictor of arrays behind this one
   */
  public ArrayPredictor network() {
    return network;
  }

  /** Encodes a sample for a run of its own or together with others. */
  float[] encoded(I input) {
    float[] row = new float[network.runner().inputSize()];
    encoder.encode(input, row);
    return row;
  }

  O decoded(float[] output) {
    return decoder.decode(output);
  }

  /** Closes the predictor of arrays behind this one. */
  @Override
  public void close() {
    network.close();
  }
}
