package org.neurite.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Executable;
import org.neurite.api.graph.Elementwise.Cast;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Programs;
import org.neurite.reference.ReferenceBackend;

class JvmBackendTest {

  private static Backend open() {
    return new JvmBackendProvider().open(new BackendSettings(1));
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .filteredOn(p -> p instanceof JvmBackendProvider)
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.name()).isEqualTo("jvm");
              assertThat(p.priority()).isZero();
              assertThat(p.probe().available()).isTrue();
              assertThat(p.probe().detail()).contains("Java").contains("processors");
            });
    try (Backend backend = open()) {
      assertThat(backend.name()).isEqualTo("jvm");
    }
  }

  @Test
  void theModuleProvidesTheSameService() throws URISyntaxException {
    URI classes = JvmBackend.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    ModuleDescriptor module =
        ModuleFinder.of(Path.of(classes))
            .find("org.neurite.backend.jvm")
            .orElseThrow()
            .descriptor();
    assertThat(module.provides())
        .extracting(ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers)
        .containsExactly(
            tuple(BackendProvider.class.getName(), List.of(JvmBackendProvider.class.getName())));
  }

  @Test
  void refusesDoublesBeforeAnythingRuns() {
    TensorType doubles = new TensorType(DataType.FLOAT64, Shape.batchOf(2));
    try (Backend backend = open()) {
      Program program = Programs.of(new Unary(UnaryKind.EXP), doubles);
      assertThatThrownBy(() -> backend.prepare(program))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith("NN-1502 at program test, layer net/layer")
          .hasMessageContaining("float64");
      Program cast = Programs.of(new Cast(DataType.FLOAT64), TensorType.float32(Shape.batchOf(2)));
      assertThatThrownBy(() -> backend.prepare(cast)).hasMessageContaining("NN-1502");
    }
  }

  /** x := -x, in place on a variable. */
  private static Executable negation(Backend backend) {
    TensorType type = TensorType.float32(Shape.of(3));
    Slot slot = new Slot(0, Slot.Kind.VARIABLE, "x", DataType.FLOAT32, 3, 0, Optional.empty());
    Operand operand = new Operand(0, type);
    Instruction negate =
        new Instruction(
            new Unary(UnaryKind.NEG),
            List.of(operand),
            List.of(Optional.of(operand)),
            "",
            Optional.empty());
    return backend.prepare(
        new Program("negate", List.of(slot), List.of(negate), Map.of(), Map.of(), -1));
  }

  @Test
  void variablesAreSharedBetweenSessions() {
    try (Backend backend = open();
        DeviceBuffer x = backend.allocate(DataType.FLOAT32, 3)) {
      x.write(new float[] {1, 2, 3}, 0, 0, 3);
      Executable executable = negation(backend);
      for (int i = 0; i < 3; i++) {
        executable.open(1, 0, Map.of("x", x)).run(1, 0);
      }
      float[] values = new float[3];
      x.read(0, values, 0, 3);
      assertThat(values).containsExactly(-1, -2, -3);
    }
  }

  @Test
  void refusesBuffersOfAnotherBackend() {
    try (Backend backend = open();
        ReferenceBackend other = new ReferenceBackend();
        DeviceBuffer x = other.allocate(DataType.FLOAT32, 3)) {
      Executable executable = negation(backend);
      assertThatThrownBy(() -> executable.open(1, 0, Map.of("x", x)))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith(
              "NN-1504 at backend jvm: expected buffers that this backend allocated, found"
                  + " org.neurite.reference");
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    Backend backend = open();
    backend.close();
    backend.close();
  }
}
