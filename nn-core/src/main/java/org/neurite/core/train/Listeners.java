package org.neurite.core.train;

import java.util.List;
import java.util.function.Consumer;
import org.neurite.api.component.StepListener;
import org.neurite.api.component.TrainingListener;
import org.neurite.core.registry.PluginFaults;

/** The listeners of a training; what one throws says whose it is. */
final class Listeners {
  private static final String KIND = "listener";

  private final List<TrainingListener> all;
  private final StepListener[] ofSteps;

  Listeners(List<TrainingListener> all) {
    this.all = all;
    this.ofSteps = those(StepListener.class).toArray(StepListener[]::new);
  }

  private <L extends TrainingListener> List<L> those(Class<L> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Tells those of a kind. */
  <L extends TrainingListener> void tell(Class<L> type, Consumer<L> event) {
    for (L listener : those(type)) {
      PluginFaults.run(listener, KIND, () -> event.accept(listener));
    }
  }

  /** Tells of a step; allocates nothing. */
  void onStep(int epoch, long step, int samples, float loss) {
    for (StepListener listener : ofSteps) {
      try {
        listener.onStep(epoch, step, samples, loss);
      } catch (RuntimeException | LinkageError e) {
        throw PluginFaults.told(listener, KIND, e);
      }
    }
  }

  /** What those that go on after an interruption have to remember. */
  List<String> states() {
    return those(ResumableListener.class).stream()
        .map(listener -> PluginFaults.call(listener, KIND, listener::state))
        .toList();
  }

  /** Gives them back what they had to remember. */
  void restore(List<String> states) {
    List<ResumableListener> listeners = those(ResumableListener.class);
    if (listeners.size() != states.size()) {
      throw CheckpointCodec.mismatch(
          "listeners",
          states.size() + " with a state, as in the checkpoint",
          String.valueOf(listeners.size()));
    }
    for (int i = 0; i < listeners.size(); i++) {
      ResumableListener listener = listeners.get(i);
      String state = states.get(i);
      PluginFaults.run(listener, KIND, () -> listener.restore(state));
    }
  }
}
