package org.neurite.examples.embedded;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Named;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.neurite.core.NeuriteModule;
import org.neurite.core.observe.PredictionListener;
import org.neurite.micrometer.NeuriteMetrics;

/** The application's wiring: Neurite, its meters, and where the model is. */
final class ServiceModule extends AbstractModule {
  private final Path file;

  ServiceModule(Path file) {
    this.file = file;
  }

  @Override
  protected void configure() {
    install(
        new NeuriteModule().threads(1)); // rows are predicted one by one, on the clients' threads
  }

  @Provides
  @Named("houses")
  Path file() {
    return file;
  }

  @Provides
  @Singleton
  static MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }

  @ProvidesIntoSet
  static PredictionListener metrics(MeterRegistry registry) {
    return new NeuriteMetrics(registry);
  }
}
