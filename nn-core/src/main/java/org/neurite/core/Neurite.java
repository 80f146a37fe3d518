package org.neurite.core;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/**
 * The way in: builds models, trains them, loads them. Thread-safe. Made by {@link #create()} or
 * injected with {@link NeuriteModule}; either way the wiring is the module's.
 */
public final class Neurite implements AutoCloseable {
  private final Environment environment;
  private final ComponentRegistry registry;
  private final Optional<HeadStart> headStart;

  /** What is closed before the backend, the newest first. */
  private final Deque<Runnable> open = new ArrayDeque<>();

  private boolean closed;

  /**
   * Made by {@link NeuriteModule}.
   *
   * @param environment backend and codec
   * @param registry the components
   * @param headStart what may still use the backend
   */
  Neurite(Environment environment, ComponentRegistry registry, Optional<HeadStart> headStart) {
    this.environment = environment;
    this.registry = registry;
    this.headStart = headStart;
  }

  /**
   * Neurite with the backend of highest priority that can run here, or the one that the system
   * property {@value Backends#PROPERTY} names.
   *
   * @return a new instance that the caller closes
   * @throws org.neurite.api.BackendException if there is no backend
   */
  public static Neurite create() {
    return create(new NeuriteModule());
  }

  /**
   * Neurite wired by a module.
   *
   * @param module for instance {@code new NeuriteModule().backend("jvm").threads(1)}
   * @return a new instance that the caller closes
   * @throws org.neurite.api.BackendException if there is no such backend
   */
  public static Neurite create(NeuriteModule module) {
    try {
      return Guice.createInjector(Stage.DEVELOPMENT, module.started()).getInstance(Neurite.class);
    } catch (ProvisionException e) {
      throw e.getCause() instanceof NeuriteException cause ? cause : e;
    }
  }

  /**
   * Starts to describe a model.
   *
   * @param name what it is called; paths in messages begin with it
   * @return a builder
   */
  public ModelBuilder model(String name) {
    return new ModelBuilder(name);
  }

  /**
   * Starts to describe a training.
   *
   * @param model what is trained
   * @return a trainer
   */
  public Trainer trainer(Model model) {
    return new Trainer(environment, model);
  }

  /**
   * Reads a model file.
   *
   * @param file where from
   * @return the model with its weights
   * @throws org.neurite.api.ModelFormatException if the file is damaged or of another version
   */
  public Trained load(Path file) {
    return Trained.load(environment, file);
  }

  /**
   * The backend that computes.
   *
   * @return the backend
   */
  public Backend backend() {
    return environment.backend();
  }

  /**
   * The components that are known.
   *
   * @return the registry
   */
  public ComponentRegistry registry() {
    return registry;
  }

  /**
   * Backend and codec, for whoever makes trainers and predictors without this class.
   *
   * @return the environment
   */
  public Environment environment() {
    return environment;
  }

  /** Closes a predictor of a {@link ModelModule} with this instance. */
  synchronized <T> T closing(String model, T predictor, Runnable close) {
    if (closed) {
      close.run();
      throw new BackendException(
          Problem.of(ErrorCode.BAD_SESSION)
              .at(model + ", predictor of a module")
              .expected("an open Neurite")
              .found("a closed one")
              .mend("close it after the last prediction"));
    }
    open.push(close);
    return predictor;
  }

  /**
   * Closes the predictors that an injector made, which waits for their callers, then the backend.
   * Trainings, and predictors that somebody else made, must be done.
   */
  @Override
  public void close() {
    List<Runnable> predictors;
    synchronized (this) {
      closed = true;
      predictors = List.copyOf(open);
      open.clear();
    }
    RuntimeException failure = null;
    for (Runnable predictor : predictors) {
      try {
        predictor.run();
      } catch (RuntimeException e) { // of a listener, perhaps; the others are closed all the same
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (headStart.isPresent()) {
      headStart.get().await();
    }
    environment.backend().close();
    if (failure != null) {
      throw failure;
    }
  }
}
