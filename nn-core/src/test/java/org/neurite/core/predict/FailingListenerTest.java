package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Executable;
import org.neurite.api.graph.Composite;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.reference.ReferenceBackend;

/** A predictor that a listener keeps from being made leaves nothing behind. */
class FailingListenerTest {
  /** Counts the buffers that are open. */
  private record Counting(Backend backend, AtomicInteger open) implements Backend {
    @Override
    public String name() {
      return backend.name();
    }

    @Override
    public boolean claims(Composite composite) {
      return backend.claims(composite);
    }

    @Override
    public DeviceBuffer allocate(DataType dataType, long elements) {
      DeviceBuffer buffer = backend.allocate(dataType, elements);
      open.incrementAndGet();
      return (DeviceBuffer)
          Proxy.newProxyInstance(
              DeviceBuffer.class.getClassLoader(),
              new Class<?>[] {DeviceBuffer.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  open.decrementAndGet();
                }
                return method.invoke(buffer, arguments);
              });
    }

    @Override
    public Executable prepare(Program program) {
      return backend.prepare(program);
    }

    @Override
    public void close() {
      backend.close();
    }
  }

  @Test
  void whatFailsInTheEndHidesNeitherTheCauseNorTheEndFromOthers() {
    List<String> heard = new ArrayList<>();
    PredictionListener failing =
        new PredictionListener() {
          @Override
          public void onClose(ObservedPredictor predictor) {
            throw new IllegalStateException("no end");
          }
        };
    List<PredictionListener> listeners =
        List.of(failing, telling(heard, "first", false), telling(heard, "second", true));
    assertThatThrownBy(
            () ->
                new ArrayPredictor(
                    new ReferenceBackend(),
                    Nets.MODEL,
                    Nets.MODEL.initialWeights(1),
                    PredictorOptions.DEFAULT,
                    listeners))
        .hasMessage("no monitoring")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(heard).containsExactly("first opens", "second opens", "first closes");
  }

  private static PredictionListener telling(List<String> heard, String name, boolean fails) {
    return new PredictionListener() {
      @Override
      public void onOpen(ObservedPredictor predictor) {
        heard.add(name + " opens");
        if (fails) {
          throw new IllegalStateException("no monitoring");
        }
      }

      @Override
      public void onClose(ObservedPredictor predictor) {
        heard.add(name + " closes");
      }
    };
  }

  @Test
  void itsMemoryIsFreedAndListenersBeforeAreToldOfTheEnd() {
    Counting backend = new Counting(new ReferenceBackend(), new AtomicInteger());
    List<String> heard = new ArrayList<>();
    List<PredictionListener> listeners =
        List.of(
            telling(heard, "first", false),
            telling(heard, "second", true),
            telling(heard, "third", false));

    assertThatThrownBy(
            () ->
                new ArrayPredictor(
                    backend,
                    Nets.MODEL,
                    Nets.MODEL.initialWeights(1),
                    PredictorOptions.DEFAULT,
                    listeners))
        .hasMessage("no monitoring");
    assertThat(heard).containsExactly("first opens", "second opens", "first closes");
    assertThat(backend.open()).hasValue(0);
    try (ArrayPredictor whole =
        new ArrayPredictor(
            backend,
            Nets.MODEL,
            Nets.MODEL.initialWeights(1),
            PredictorOptions.DEFAULT,
            List.of())) {
      assertThat(backend.open().get()).as("%s has memory", whole.name()).isPositive();
    }
    assertThat(backend.open()).hasValue(0);
  }
}
