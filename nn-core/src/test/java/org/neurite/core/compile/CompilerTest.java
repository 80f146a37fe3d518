package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.autodiff.Gradients;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceBackend;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;

class CompilerTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-6);

  @Test
  void everySubsetOfPassesComputesWhatTheRawGraphDoes() {
    Graph graph = Graphs.trainingStep();
    for (int bits = 0; bits < 1 << Pass.values().length; bits++) {
      assertSameAsReference(graph, subset(bits), 3);
    }
  }

  @Test
  void loopsAndTheirGradientsKeepTheirMeaningUnderEverySubsetOfPasses() {
    Tensor x = Graphs.input("x", Shape.batchOf(5, 2));
    Tensor weight = Graphs.variable("w", Shape.of(2, 2));
    Tensor first = x.slice(1, 0, 1).reshape(Shape.batchOf(2)).mul(0);
    Loops.Step loop =
        Loops.scan(
            List.of(first),
            List.of(x.transpose(1, 0, 2)),
            false,
            (carries, slices) -> {
              Tensor next = carries.get(0).matmul(weight).add(slices.get(0)).tanh();
              return new Loops.Step(List.of(next), List.of(next.mul(2)));
            });
    Tensor loss = loop.carries().get(0).sum().add(loop.emitted().get(0).square().sum());
    List<Tensor> gradients = Gradients.of(loss, List.of(weight, x));
    Graph graph = Graphs.of(List.of(x), loss, gradients.get(0), gradients.get(1));
    for (int bits = 0; bits < 1 << Pass.values().length; bits++) {
      assertSameAsReference(graph, subset(bits), 2);
    }
  }

  private static Set<Pass> subset(int bits) {
    Set<Pass> passes = EnumSet.noneOf(Pass.class);
    int remaining = bits;
    for (Pass pass : Pass.values()) {
      if (remaining % 2 == 1) {
        passes.add(pass);
      }
      remaining /= 2;
    }
    return passes;
  }

  static void assertSameAsReference(Graph graph, Set<Pass> passes, int n) {
    Map<String, NDArray> inputs = arrays(graph.inputs(), n);
    Map<String, NDArray> variables = arrays(graph.variables(), n);
    ReferenceResult expected = ReferenceInterpreter.run(graph, feeds(n, inputs, variables));
    try (Backend backend = new ReferenceBackend()) {
      Program program = Compiler.compile("test", graph, backend, passes);
      Map<String, DeviceBuffer> buffers = new LinkedHashMap<>();
      variables.forEach((name, value) -> buffers.put(name, buffer(backend, value)));
      try (Session session = backend.prepare(program).open(n + 2, 7, buffers)) {
        inputs.forEach((name, v) -> session.input(name).write(v.toFloats(), 0, 0, v.length()));
        assertThat(session.run(n, 0)).isTrue();
        expected
            .outputs()
            .forEach((k, v) -> assertClose(passes + " output " + k, session.output(k), v));
        variables.forEach(
            (k, v) ->
                assertClose(
                    passes + " variable " + k,
                    buffers.get(k),
                    expected.assigned().getOrDefault(k, v)));
      }
    }
  }

  private static Feeds feeds(int n, Map<String, NDArray> inputs, Map<String, NDArray> variables) {
    Feeds feeds = Feeds.batch(n);
    for (Map.Entry<String, NDArray> entry : inputs.entrySet()) {
      feeds = feeds.input(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, NDArray> entry : variables.entrySet()) {
      feeds = feeds.variable(entry.getKey(), entry.getValue());
    }
    return feeds;
  }

  private static Map<String, NDArray> arrays(List<Value> leaves, int n) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (Value leaf : leaves) {
      Shape shape = leaf.shape().at(n);
      float[] values = Graphs.values(shape.elements(1), arrays.size());
      arrays.put(leaf.op().name(), NDArray.of(values, shape));
    }
    return arrays;
  }

  private static DeviceBuffer buffer(Backend backend, NDArray value) {
    DeviceBuffer buffer = backend.allocate(value.dataType(), value.length());
    buffer.write(value.toFloats(), 0, 0, value.length());
    return buffer;
  }

  private static void assertClose(String what, DeviceBuffer buffer, NDArray expected) {
    float[] actual = new float[expected.length()];
    buffer.read(0, actual, 0, actual.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as(what).isCloseTo(expected.get(i), EXACT);
    }
  }

  @Test
  void aLossThatIsNotFiniteLeavesEveryVariableAsItWas() {
    Graph graph = Graphs.trainingStep();
    Map<String, NDArray> variables = arrays(graph.variables(), 1);
    try (Backend backend = new ReferenceBackend()) {
      Program program = Compiler.compile("test", graph, backend);
      Map<String, DeviceBuffer> buffers = new LinkedHashMap<>();
      variables.forEach((name, value) -> buffers.put(name, buffer(backend, value)));
      try (Session session = backend.prepare(program).open(1, 7, buffers)) {
        session.input("x").write(new float[] {Float.NaN, 1, 1}, 0, 0, 3);
        assertThat(session.run(1, 0)).isFalse();
        variables.forEach((k, v) -> assertClose(k, buffers.get(k), v));
      }
    }
  }

  @Test
  void anUpdateIsOneInstructionThatWritesItsVariablesDirectly() {
    try (Backend backend = new ReferenceBackend()) {
      Program program = Compiler.compile("test", Graphs.trainingStep(), backend);
      List<Set<String>> stored = new ArrayList<>();
      program
          .instructions()
          .forEach(
              i -> {
                Set<String> names = new java.util.TreeSet<>();
                i.outputs().stream()
                    .flatMap(java.util.Optional::stream)
                    .map(program::slot)
                    .filter(s -> s.kind() == Slot.Kind.VARIABLE)
                    .forEach(s -> names.add(s.name()));
                stored.add(names);
              });
      assertThat(stored).contains(Set.of("w1", "m/w1"), Set.of("w2", "m/w2"));
      // The old b1 is also an output, so the new one has to wait and is copied.
      assertThat(stored).contains(Set.of("m/b1"), Set.of("b1"));
    }
  }

  @Test
  void memoryIsUsedAgainOnlyWithTheReusePass() {
    Tensor x = Graphs.input("x", Shape.batchOf(64));
    Tensor y = x;
    for (int i = 0; i < 6; i++) {
      y = y.reverse(1).transpose(0, 1).reverse(0);
    }
    Graph graph = Graphs.of(List.of(x), y);
    try (Backend backend = new ReferenceBackend()) {
      Program without =
          Compiler.compile("test", graph, backend, EnumSet.of(Pass.FOLD, Pass.IN_PLACE));
      Program with = Compiler.compile("test", graph, backend);
      assertThat(without.slots()).hasSize(13);
      assertThat(with.slots()).hasSize(4);
      assertThat(with.bytes(32)).isEqualTo(4L * 4 * 64 * 32);
    }
  }

  @Test
  void anOutputKeepsItsSlotAndEveryNameIsThere() {
    Tensor x = Graphs.input("x", Shape.batchOf(3));
    Tensor twice = x.mul(2);
    Graph graph = Graphs.of(List.of(x), twice, twice.reshape(Shape.batchOf(3, 1)), x, twice.exp());
    try (Backend backend = new ReferenceBackend()) {
      Program program = Compiler.compile("test", graph, backend);
      assertThat(program.outputs().keySet()).containsExactly("y0", "y1", "y2", "y3");
      for (Operand output : program.outputs().values()) {
        assertThat(program.slot(output).kind()).isEqualTo(Slot.Kind.OUTPUT);
      }
    }
    assertSameAsReference(graph, Pass.all(), 4);
  }
}
