package org.neurite.examples.embedded;

import com.google.inject.name.Named;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import org.neurite.core.Neurite;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.SwappablePredictor;
import org.neurite.core.train.Trained;

/** Knows what houses are worth. Its model can be exchanged while it is asked. */
@Singleton
final class Pricing implements AutoCloseable {
  private static final int DIGITS = 12;

  private final Path file;
  private final Function<Path, Trained> loader;
  private final SwappablePredictor<House, Quote> predictor;

  @Inject
  Pricing(Neurite neurite, @Named("houses") Path file) {
    this(file, neurite::load);
  }

  Pricing(Path file, Function<Path, Trained> loader) {
    this.file = file;
    this.loader = loader;
    this.predictor = new SwappablePredictor<>(open());
  }

  private Predictor<House, Quote> open() {
    while (true) {
      String version = version(file);
      Trained trained = loader.apply(file); // neurite.load(file)
      if (version(file).equals(version)) { // else it was exchanged while it was read
        return trained
            .predictor(House.class, Double.class)
            .andThen(dollars -> new Quote(Math.round(dollars), version));
      }
    }
  }

  private static String version(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Quote price(House house) {
    return predictor.predict(house);
  }

  /**
   * Reads the file again. If it cannot be read, the old model stays. One at a time: of two at once,
   * the one that read the older file could be the last to exchange.
   */
  synchronized void reload() {
    Predictor<House, Quote> next = open();
    try {
      predictor.swap(next);
    } catch (RuntimeException closedMeanwhile) {
      next.close();
      throw closedMeanwhile;
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
