package org.neurite.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.BackendException;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.train.Trained;

/** A model file that changes while it is read, and reloads that meet. */
class ReloadRaceTest {
  @TempDir private static Path folder;
  private static Neurite neurite;
  private static Path first;
  private static Path second;

  private final Path file = folder.resolve("houses.nn");

  @BeforeAll
  static void train() {
    neurite = Neurite.create(new NeuriteModule().threads(1));
    first = folder.resolve("first.nn");
    second = folder.resolve("second.nn");
    Embedded.train(first, 1);
    Embedded.train(second, 2);
  }

  @AfterAll
  static void close() {
    neurite.close();
  }

  private void install(Path model) {
    try {
      Path copy = Files.copy(model, folder.resolve("next.nn"), StandardCopyOption.REPLACE_EXISTING);
      Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Quote quote(Path model) {
    install(model);
    try (Pricing pricing = new Pricing(file, neurite::load)) {
      return pricing.price(House.EXAMPLE);
    }
  }

  @Test
  void aFileThatIsExchangedWhileItIsReadIsReadAgain() {
    Quote newer = quote(second);
    install(first);
    AtomicInteger reads = new AtomicInteger();
    try (Pricing pricing =
        new Pricing(
            file,
            path -> {
              Trained trained = neurite.load(path);
              if (reads.incrementAndGet() == 1) {
                install(second);
              }
              return trained;
            })) {
      assertThat(reads).hasValue(2);
      assertThat(pricing.price(House.EXAMPLE)).isEqualTo(newer);
    }
  }

  @Test
  void reloadsAreOneAfterTheOther() throws Exception {
    install(first);
    AtomicInteger reading = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Pricing pricing =
        new Pricing(
            file,
            path -> {
              most.accumulateAndGet(reading.incrementAndGet(), Math::max);
              pause();
              Trained trained = neurite.load(path);
              reading.decrementAndGet();
              return trained;
            })) {
      List<Future<?>> reloads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        reloads.add(threads.submit(pricing::reload));
      }
      for (Future<?> reload : reloads) {
        reload.get();
      }
      assertThat(most).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReloadAfterTheEndIsRefused() {
    install(first);
    AtomicInteger open = new AtomicInteger();
    PredictionListener counter =
        new PredictionListener() {
          @Override
          public void onOpen(ObservedPredictor predictor) {
            open.incrementAndGet();
          }

          @Override
          public void onClose(ObservedPredictor predictor) {
            open.decrementAndGet();
          }
        };
    Module counted =
        new AbstractModule() {
          @Override
          protected void configure() {
            Multibinder.newSetBinder(binder(), PredictionListener.class)
                .addBinding()
                .toInstance(counter);
          }
        };
    try (Neurite counting =
        Guice.createInjector(new NeuriteModule().threads(1), counted).getInstance(Neurite.class)) {
      Pricing pricing = new Pricing(file, counting::load);
      assertThat(open).hasValue(1);
      pricing.close();
      assertThatThrownBy(pricing::reload)
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("NN-1504 at swappable predictor");
      assertThat(open).as("predictors that stay open").hasValue(0);
    }
  }
}
