package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.train.ArrayDataset;

/** A listener that is named in a configuration and gets its service from the injector. */
class AuditedTest {
  private final List<String> log = new ArrayList<>();

  private final class Application extends AbstractModule {
    @Override
    protected void configure() {
      bind(new TypeLiteral<Consumer<String>>() {}).toInstance(log::add);
      Multibinder.newSetBinder(binder(), new TypeLiteral<ComponentProvider<?>>() {})
          .addBinding()
          .to(AuditedProvider.class);
    }
  }

  @Test
  void injectedServiceReachesTheListener() {
    try (Neurite neurite =
        Guice.createInjector(new NeuriteModule(), new Application()).getInstance(Neurite.class)) {
      TrainingListener listener =
          neurite.environment().codec().parse(TrainingListener.class, "acme:audited");
      Model model = neurite.model("line").input(1).layer(new Dense(1)).build();
      NDArray x = NDArray.of(new float[] {1, 2}, 2, 1);
      neurite
          .trainer(model)
          .loss(new MeanSquaredError())
          .epochs(2)
          .listener(listener)
          .fit(new ArrayDataset(x, x));

      assertThat(log).hasSize(2).allMatch(line -> line.matches("epoch [12]: loss \\d.*"));
      assertThat(neurite.environment().codec().write(listener)).hasToString("\"acme:audited\"");
    }
  }

  @Test
  void withoutTheApplicationItIsUnknown() {
    try (Neurite neurite = Neurite.create()) {
      assertThatThrownBy(
              () -> neurite.environment().codec().parse(TrainingListener.class, "acme:audited"))
          .hasMessageStartingWith("NN-1201 at listener: ");
    }
  }
}
