package org.neurite.core.predict;

import com.google.inject.TypeLiteral;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Model;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types that a model can be asked and answer: arrays always; others as its preprocessing says,
 * if a {@link TranslatorProvider} for that kind is there.
 */
public final class Translation {
  private static final String ARRAYS = "float[], NDArray";

  private final Model model;
  private final Optional<Translator> translator;

  /**
   * The types of a model.
   *
   * @param model the network
   * @param preprocessing what it carries
   */
  public Translation(Model model, Optional<ObjectNode> preprocessing) {
    this.model = model;
    this.translator = preprocessing.flatMap(json -> translator(model, json));
  }

  private static Optional<Translator> translator(Model model, ObjectNode json) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
    loaders.add(TranslatorProvider.class.getClassLoader());
    return loaders.stream()
        .flatMap(loader -> ServiceLoader.load(TranslatorProvider.class, loader).stream())
        .flatMap(provider -> provider.get().translator(model, json).stream())
        .findFirst();
  }

  /**
   * How samples of a type become the network's input.
   *
   * @param wanted the type
   * @param <I> the type
   * @return an encoder of that type
   * @throws ModelException with {@code NN-1407} if the model cannot be asked in that type; other
   *     codes of the translator say that the type does not fit
   */
  @SuppressWarnings("unchecked") // a translator gives an encoder of the type it is asked for
  public <I> InputEncoder<I> encoder(TypeLiteral<I> wanted) {
    return (InputEncoder<I>) encoder(plain(wanted));
  }

  private InputEncoder<?> encoder(Type type) {
    if (type.equals(float[].class)) {
      return ArrayTypes.rows(model);
    }
    if (type.equals(NDArray.class)) {
      return ArrayTypes.encoder(model);
    }
    return translator
        .flatMap(t -> t.encoder(type))
        .orElseThrow(() -> unknown("input", types(Translator::inputs), type));
  }

  /**
   * How the network's output becomes an answer of a type.
   *
   * @param wanted the type
   * @param <O> the type
   * @return a decoder to that type
   * @throws ModelException with {@code NN-1407} if the model cannot answer in that type
   */
  @SuppressWarnings("unchecked") // a translator gives a decoder to the type it is asked for
  public <O> OutputDecoder<O> decoder(TypeLiteral<O> wanted) {
    return (OutputDecoder<O>) decoder(plain(wanted));
  }

  private OutputDecoder<?> decoder(Type type) {
    if (type.equals(float[].class)) {
      return ArrayTypes.rows();
    }
    if (type.equals(NDArray.class)) {
      return ArrayTypes.decoder(model);
    }
    return translator
        .flatMap(t -> t.decoder(type))
        .orElseThrow(() -> unknown("answer", types(Translator::answers), type));
  }

  /** A class where that is all there is to it; {@code float[]} would be something generic. */
  private static Type plain(TypeLiteral<?> wanted) {
    return wanted.getType() instanceof ParameterizedType generic ? generic : wanted.getRawType();
  }

  private String types(Function<Translator, String> which) {
    return Stream.concat(Stream.of(ARRAYS), translator.map(which).stream())
        .filter(names -> !names.isEmpty())
        .reduce((a, b) -> a + ", " + b)
        .orElse(ARRAYS);
  }

  private ModelException unknown(String what, String expected, Type found) {
    return new ModelException(
        Problem.of(ErrorCode.PREDICTOR_TYPE)
            .at(model.name() + ", " + what + " of a predictor")
            .expected("one of the types " + expected)
            .found(found.getTypeName())
            .mend(
                translator.isPresent()
                    ? "ask for one of these"
                    : "save the model with its preprocessing, and have nn-data on the path"));
  }
}
