package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.StepListener;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.train.EndListener;
import org.neurite.core.train.StartListener;
import org.neurite.core.train.Trainer;

/** What every training listener must do. Inherit it and name the listener. */
public abstract class ListenerContract extends ComponentContract {
  private static final List<Class<? extends TrainingListener>> EVENTS =
      List.of(StepListener.class, EpochListener.class, StartListener.class, EndListener.class);

  /** Made for inheritance. */
  protected ListenerContract() {}

  /**
   * What is tested.
   *
   * @return the listener, with the settings to test
   */
  protected abstract TrainingListener listener();

  @Override
  protected final Component component() {
    return listener();
  }

  /** A training listener by itself is never called. */
  @Test
  public void listensToSomething() {
    TrainingListener listener = listener();
    assertTrue(
        EVENTS.stream().anyMatch(event -> event.isInstance(listener)),
        () -> listener.getClass().getName() + " has to implement one of " + EVENTS);
  }

  /** Whoever listens changes nothing: weights are the same bits with it and without. */
  @Test
  public void leavesTheTrainingAsItIs() {
    assertEquals(
        trained(trainer -> trainer),
        trained(trainer -> trainer.listener(listener())),
        "the weights of a training without the listener, and with it");
  }

  /** One listener may hear of one training after another. */
  @Test
  public void hearsOfSeveralTrainings() {
    TrainingListener listener = listener();
    UnaryOperator<Trainer> with = trainer -> trainer.listener(listener);
    assertEquals(trained(with), trained(with), "the weights of the second training");
  }

  private List<Map<String, NDArray>> trained(UnaryOperator<Trainer> with) {
    List<Map<String, NDArray>> weights = new ArrayList<>();
    new TrainingTrial(registry(), with).forEachResult(trained -> weights.add(trained.weights()));
    return weights;
  }
}
