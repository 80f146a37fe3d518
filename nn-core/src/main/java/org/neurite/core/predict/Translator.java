package org.neurite.core.predict;

import java.lang.reflect.Type;
import java.util.Optional;

/** Speaks an application's types for one model, by the preprocessing that the model carries. */
public interface Translator {
  /**
   * How samples of a type become the network's input. Whatever does not fit the model is found
   * here, before any prediction.
   *
   * @param type for instance a record class
   * @return an encoder of that type; empty if the type is none of {@link #inputs()}
   * @throws org.neurite.api.NeuriteException if the type is one of those, but does not fit
   */
  Optional<InputEncoder<?>> encoder(Type type);

  /**
   * How the network's output becomes an answer of a type.
   *
   * @param type for instance {@link Double}
   * @return a decoder to that type; empty if the type is none of {@link #answers()}
   */
  Optional<OutputDecoder<?>> decoder(Type type);

  /**
   * What can be asked, for messages.
   *
   * @return for instance {@code a record with the model's columns}; empty for nothing but arrays
   */
  String inputs();

  /**
   * What can be answered, for messages.
   *
   * @return for instance {@code Double}; empty for nothing but arrays
   */
  String answers();
}
