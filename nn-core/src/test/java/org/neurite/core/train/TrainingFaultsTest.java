package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.Executable;
import org.neurite.api.backend.Session;
import org.neurite.api.component.Schedule;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;

/** A training that cannot begin keeps nothing of the backend. */
class TrainingFaultsTest {
  private static final Environment REFERENCE = TestEnvironment.reference();
  private final List<String> sessions = new ArrayList<>();

  /** Passes calls on, and what {@code prepare} and {@code open} give is watched, too. */
  private <T> T watched(Class<T> type, T target) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object result = method.invoke(target, arguments);
              if (result instanceof Executable executable) {
                return watched(Executable.class, executable);
              }
              if (result instanceof Session session) {
                sessions.add("open");
                return watched(Session.class, session);
              }
              if (target instanceof Session && method.getName().equals("close")) {
                sessions.add("close");
              }
              return result;
            });
    return type.cast(proxy);
  }

  @Test
  void aScheduleThatFailsAtTheStartLeavesNoSession() {
    Environment environment =
        new Environment(watched(Backend.class, REFERENCE.backend()), REFERENCE.codec());
    Model model = new ModelBuilder("line").input(1).layer(new Dense(1)).build();
    Schedule faulty =
        new Schedule() {
          @Override
          public double rate(double base, long step) {
            return base;
          }

          @Override
          public OptionalDouble momentum(long step) {
            if (sessions.isEmpty()) { // what is asked before one is open
              return OptionalDouble.empty();
            }
            throw new IllegalStateException("no momentum");
          }
        };
    NDArray rows = NDArray.of(new float[] {1, 2, 3, 4}, 4, 1);
    Trainer trainer =
        new Trainer(environment, model).loss(new MeanSquaredError()).schedule(faulty).epochs(1);
    assertThatThrownBy(() -> trainer.fit(new ArrayDataset(rows, rows)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no momentum");
    assertThat(sessions).containsExactly("open", "close");
  }
}
