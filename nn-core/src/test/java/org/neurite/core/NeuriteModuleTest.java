package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.Activation;
import org.neurite.api.component.ActivationProvider;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.graph.Tensor;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.reference.ReferenceBackend;

class NeuriteModuleTest {
  private static final Module REFERENCE =
      Modules.override(new NeuriteModule())
          .with(
              new AbstractModule() {
                @Override
                protected void configure() {
                  bind(Backend.class).to(ReferenceBackend.class);
                }
              });

  /** An activation that an application contributes. */
  public record Twice() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.mul(2);
    }
  }

  private static final class TwiceProvider implements ActivationProvider {
    @Override
    public String name() {
      return "acme:twice";
    }

    @Override
    public Class<Twice> type() {
      return Twice.class;
    }
  }

  @Test
  void everythingIsOnePerInjector() {
    Injector injector = Guice.createInjector(REFERENCE);
    assertThat(injector.getInstance(Neurite.class)).isSameAs(injector.getInstance(Neurite.class));
    assertThat(injector.getInstance(Neurite.class).registry())
        .isSameAs(injector.getInstance(ComponentRegistry.class));
    assertThat(Guice.createInjector(REFERENCE).getInstance(Neurite.class))
        .isNotSameAs(injector.getInstance(Neurite.class));
  }

  private static Module twice() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        Multibinder.newSetBinder(binder(), new TypeLiteral<ComponentProvider<?>>() {})
            .addBinding()
            .toInstance(new TwiceProvider());
      }
    };
  }

  @Test
  void whatAParentAddsIsSeen() {
    Injector parent = Guice.createInjector(twice());
    Neurite neurite = parent.createChildInjector(REFERENCE).getInstance(Neurite.class);
    assertThat(neurite.registry().type(Activation.class, "acme:twice")).isEqualTo(Twice.class);
    neurite.close();
  }

  @Test
  void anApplicationReplacesTheBackendAndAddsComponents() {
    Neurite neurite = Guice.createInjector(REFERENCE, twice()).getInstance(Neurite.class);
    assertThat(neurite.backend()).isInstanceOf(ReferenceBackend.class);
    assertThat(neurite.registry().type(Activation.class, "acme:twice")).isEqualTo(Twice.class);
  }

  @Test
  void aBackendThatIsNotThereIsAnErrorThatListsWhatIs() {
    assertThatThrownBy(() -> Neurite.create(new NeuriteModule().backend("quantum")))
        .isInstanceOfSatisfying(
            BackendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_BACKEND))
        .hasMessageContaining("backend 'quantum'")
        .hasMessageContaining("expected a backend that can run here");
  }

  @Test
  void zeroThreadsAreRefused() {
    assertThatThrownBy(() -> new NeuriteModule().threads(0))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("expected at least 1 thread, found 0");
  }
}
