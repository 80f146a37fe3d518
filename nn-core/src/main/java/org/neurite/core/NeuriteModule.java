package org.neurite.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.component.ComponentProvider;
import org.neurite.core.model.Environment;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;

/**
 * The wiring. Binds, each once per injector: {@link Neurite}, {@link Environment}, {@link Backend},
 * {@link ComponentRegistry}, {@link ComponentCodec}; and a set of {@link ComponentProvider} to
 * which an application adds its own with a {@link Multibinder}. Immutable.
 */
public final class NeuriteModule extends AbstractModule {
  private final Optional<String> backend;
  private final BackendSettings settings;

  /** The backend of highest priority, one thread per processor. */
  public NeuriteModule() {
    this(Optional.empty(), BackendSettings.defaults());
  }

  private NeuriteModule(Optional<String> backend, BackendSettings settings) {
    this.backend = backend;
    this.settings = settings;
  }

  /**
   * Another backend.
   *
   * @param name its name, for instance {@code jvm}
   * @return a copy
   */
  public NeuriteModule backend(String name) {
    return new NeuriteModule(Optional.of(name), settings);
  }

  /**
   * Another number of threads.
   *
   * @param count at least 1
   * @return a copy
   */
  public NeuriteModule threads(int count) {
    return new NeuriteModule(backend, new BackendSettings(count));
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), new TypeLiteral<ComponentProvider<?>>() {});
  }

  @Provides
  @Singleton
  Backend openBackend() {
    return Backends.open(backend, settings);
  }

  @Provides
  @Singleton
  ComponentRegistry registry(Set<ComponentProvider<?>> contributed) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
    loaders.add(ComponentProvider.class.getClassLoader());
    return ComponentRegistry.discover(loaders, contributed);
  }

  @Provides
  @Singleton
  ComponentCodec codec(ComponentRegistry registry) {
    return new ComponentCodec(registry);
  }

  @Provides
  @Singleton
  Environment environment(Backend opened, ComponentCodec codec) {
    return new Environment(opened, codec);
  }

  @Provides
  @Singleton
  Neurite neurite(Environment environment, ComponentRegistry registry) {
    return new Neurite(environment, registry);
  }
}
