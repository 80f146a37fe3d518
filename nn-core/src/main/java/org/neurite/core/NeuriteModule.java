package org.neurite.core;

import com.google.inject.AbstractModule;
import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Types;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.TrainingListener;
import org.neurite.core.model.Environment;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;

/**
 * The wiring. Binds, each once per injector: {@link Neurite}, {@link Environment}, {@link Backend},
 * {@link ComponentRegistry}, {@link ComponentCodec}. Uses what an application adds to a set with a
 * {@link Multibinder}: {@link ComponentProvider}, {@link TrainingListener} (told of every
 * training), {@link PredictionListener} (told of every prediction); in the same injector or a
 * parent of it, not in a child or in a private module. Any of them can be replaced by {@link
 * com.google.inject.util.Modules#override}. {@link ModelModule} adds models by name. Immutable.
 */
public final class NeuriteModule extends AbstractModule {
  private static final TypeLiteral<ComponentProvider<?>> COMPONENTS = new TypeLiteral<>() {};

  private final Optional<String> backend;
  private final BackendSettings settings;
  private final List<ClassLoader> loaders;
  private final Optional<HeadStart> headStart;

  /** The backend of highest priority, one thread per processor. */
  public NeuriteModule() {
    this(Optional.empty(), BackendSettings.defaults(), List.of(), Optional.empty());
  }

  private NeuriteModule(
      Optional<String> backend,
      BackendSettings settings,
      List<ClassLoader> loaders,
      Optional<HeadStart> headStart) {
    this.backend = backend;
    this.settings = settings;
    this.loaders = loaders;
    this.headStart = headStart;
  }

  /**
   * Another backend.
   *
   * @param name its name, for instance {@code jvm}
   * @return a copy
   */
  public NeuriteModule backend(String name) {
    return new NeuriteModule(Optional.of(name), settings, loaders, headStart);
  }

  /**
   * Another number of threads.
   *
   * @param count at least 1
   * @return a copy
   */
  public NeuriteModule threads(int count) {
    return new NeuriteModule(backend, new BackendSettings(count), loaders, headStart);
  }

  /**
   * Where plugins and backends are searched: these class loaders in order, then Neurite's own.
   * Unless stated, the thread's context class loader comes first instead.
   *
   * @param searched for instance one for each jar of a folder
   * @return a copy
   */
  public NeuriteModule classLoaders(Collection<? extends ClassLoader> searched) {
    return new NeuriteModule(backend, settings, List.copyOf(searched), headStart);
  }

  /** The same, with the backend being opened while the injector is made. */
  NeuriteModule started() {
    Collection<ClassLoader> searched = searched();
    return new NeuriteModule(
        backend,
        settings,
        loaders,
        HeadStart.with(() -> Backends.open(backend, settings, searched)));
  }

  private Backend openBackend() {
    return headStart.isPresent()
        ? headStart.get().backend()
        : Backends.open(backend, settings, searched());
  }

  /**
   * Binds with provider instances rather than annotated methods, for which Guice would generate
   * classes; and looks for the application's sets rather than declaring empty ones. Either would
   * take a good part of the time that an application has to wait at its start.
   */
  @Override
  protected void configure() {
    Provider<Injector> injector = getProvider(Injector.class);
    single(Backend.class, this::openBackend);
    single(
        ComponentRegistry.class,
        () -> ComponentRegistry.discover(searched(), added(COMPONENTS, injector.get())));
    Provider<ComponentRegistry> registry = getProvider(ComponentRegistry.class);
    single(ComponentCodec.class, () -> new ComponentCodec(registry.get()));
    Provider<Backend> opened = getProvider(Backend.class);
    Provider<ComponentCodec> codec = getProvider(ComponentCodec.class);
    single(
        Environment.class,
        () ->
            new Environment(
                opened.get(),
                codec.get(),
                added(TypeLiteral.get(TrainingListener.class), injector.get()),
                added(TypeLiteral.get(PredictionListener.class), injector.get())));
    Provider<Environment> environment = getProvider(Environment.class);
    single(Neurite.class, () -> new Neurite(environment.get(), registry.get(), headStart));
  }

  private Collection<ClassLoader> searched() {
    Set<ClassLoader> all = new LinkedHashSet<>(loaders);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (loaders.isEmpty() && context != null) {
      all.add(context);
    }
    all.add(NeuriteModule.class.getClassLoader());
    return all;
  }

  private <T> void single(Class<T> type, Provider<T> provider) {
    bind(type).toProvider(provider).in(Singleton.class);
  }

  /** What an application has put into its set of a type, if it has one. */
  private static <T> Set<T> added(TypeLiteral<T> element, Injector injector) {
    Binding<Set<T>> set = injector.getExistingBinding(Key.get(setOf(element)));
    return set == null ? Set.of() : set.getProvider().get();
  }

  @SuppressWarnings("unchecked") // a set type built from the element's own literal
  private static <T> TypeLiteral<Set<T>> setOf(TypeLiteral<T> element) {
    return (TypeLiteral<Set<T>>) TypeLiteral.get(Types.setOf(element.getType()));
  }
}
