package org.neurite.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.neurite.api.backend.Backend;
import org.neurite.core.file.Safetensors;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelCodec;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a process can do on a second processor while its first Neurite is being wired: open the
 * backend, then read a network of a few weights and predict once. That loads the classes that read
 * model files, of the compiler and of kernels, for which the first training or prediction would
 * otherwise wait; they are most of what a start takes.
 */
final class HeadStart {
  /** Classes are loaded once. */
  private static final AtomicBoolean USED = new AtomicBoolean();

  private static final String NAME = "head-start";

  /** The header of a file with one weight. */
  private static final String WEIGHTS =
      "{\"weight\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}";

  private final CompletableFuture<Backend> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended;

  /**
   * Begins.
   *
   * @param backend opens the backend
   * @param predicts whether to predict, too
   */
  HeadStart(Supplier<? extends Backend> backend, boolean predicts) {
    ended = CompletableFuture.runAsync(() -> run(backend, predicts), HeadStart::start);
  }

  /**
   * Begins, if it is of use. While a flight recording runs there is no prediction: it shows the
   * application's own work.
   *
   * @param backend opens the backend
   * @return empty if this process has had one, or has one processor only
   */
  static Optional<HeadStart> with(Supplier<? extends Backend> backend) {
    boolean sensible = Runtime.getRuntime().availableProcessors() > 1;
    if (!sensible || !USED.compareAndSet(false, true)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new HeadStart(backend, !FlightRecorder.isInitialized()));
    } catch (OutOfMemoryError e) { // no thread can be had
      LoggerFactory.getLogger(HeadStart.class).debug("No thread for a head start", e);
      return Optional.empty();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "neurite-head-start");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Supplier<? extends Backend> backend, boolean predicts) {
    try {
      opened.complete(backend.get());
    } catch (Throwable e) { // for whoever asks for the backend; of a plugin, it can be anything
      opened.completeExceptionally(e);
      return;
    }
    if (predicts) {
      predictOnce(opened.join());
    }
  }

  /** Puts a network together from what a model file consists of: digests, weights, a JSON tree. */
  private static Model read() throws GeneralSecurityException {
    MessageDigest.getInstance("SHA-256");
    byte[] header = WEIGHTS.getBytes(StandardCharsets.UTF_8);
    ByteBuffer weights =
        ByteBuffer.allocate(Long.BYTES + header.length + Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header);
    Safetensors.read(weights.array(), NAME);
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("name", NAME);
    model.putObject("input").put("type", "float32").putArray("shape").add(2);
    ArrayNode layers = model.putObject("network").put("type", "sequential").putArray("layers");
    layers.addObject().put("type", "dense").put("units", 2).put("activation", "relu");
    layers.addObject().put("type", "dense").put("units", 1);
    ComponentCodec components = new ComponentCodec(ComponentRegistry.builtIn());
    return new ModelCodec(components).fromJson(model, NAME);
  }

  /** What goes wrong here goes wrong again, and is then told, for whoever asks for it. */
  private static void predictOnce(Backend backend) {
    try {
      Model model = read();
      try (ArrayPredictor predictor = new ArrayPredictor(backend, model, model.initialWeights(0))) {
        predictor.predict(0, 0);
      }
    } catch (GeneralSecurityException | RuntimeException | Error e) {
      LoggerFactory.getLogger(HeadStart.class).debug("The first prediction failed", e);
    }
  }

  /** The backend, as soon as it is open; what opening it threw is thrown here. */
  Backend backend() {
    try {
      return opened.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Returns when nothing uses the backend any more. */
  void await() {
    ended.handle((result, failure) -> null).join();
  }
}
