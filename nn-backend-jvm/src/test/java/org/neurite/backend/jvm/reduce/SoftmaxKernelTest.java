package org.neurite.backend.jvm.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.backend.jvm.support.Programs;
import org.neurite.backend.jvm.support.Trial;

class SoftmaxKernelTest {
  private static final int[][] SIZES = {{1, 1}, {300, 1}, {300, 2}, {300, 299}, {300, 300}};

  private static Tensor x(TensorType type) {
    return Tensor.input("x", type, "net/softmax");
  }

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static Composite op(Tensor result) {
    return (Composite) result.value().op();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 511, 1023, 1024, 1025, 2600})
  void rowsOfAnyLengthMatchTheReference(int classes) {
    TensorType type = f32(Dim.N, Dim.of(classes));
    Composite softmax = op(Composites.softmax(x(type), -1));
    Composite log = op(Composites.logSoftmax(x(type), -1));
    Composite entropy = op(Composites.softmaxCrossEntropy(x(type), x(type)));
    Trial.of(softmax, type).within(2e-6, 1e-7).sizes(SIZES).matchesReference();
    Trial.of(log, type).within(2e-6, 1e-6).sizes(SIZES).matchesReference();
    Trial.of(entropy, type, type).within(4e-6, 1e-4).sizes(SIZES).matchesReference();
  }

  @Test
  void theBatchMayBeTheClasses() {
    TensorType type = f32(Dim.of(3), Dim.batch(2));
    Trial.of(op(Composites.softmax(x(type), 1)), type).sizes(SIZES).matchesReference();
  }

  @Test
  void largeLogitsDoNotOverflow() {
    TensorType type = f32(Dim.of(2), Dim.of(3));
    float[] logits = {1000, 999, -1000, -5000, -5000, -5001};
    float[] p = Trial.of(op(Composites.softmax(x(type), 1)), type).run(1, 1, 1, logits)[0];
    assertThat(p[0]).isEqualTo((float) (1 / (1 + Math.exp(-1))));
    assertThat(p[2]).isZero();
    assertThat(p[3]).isEqualTo(p[4]);
    float[] targets = {0, 0, 1, 1, 0, 0};
    float[][] both =
        Trial.of(op(Composites.softmaxCrossEntropy(x(type), x(type))), type, type)
            .run(1, 1, 1, logits, targets);
    assertThat(both[0][0]).isEqualTo((float) (2000 + Math.log(1 + Math.exp(-1))));
    assertThat(both[1][0]).isCloseTo(p[0], within(1e-7f));
  }

  @Test
  void eitherResultOfTheCrossEntropyMayBeUnused() {
    TensorType type = f32(Dim.N, Dim.of(4));
    Program full = Programs.of(op(Composites.softmaxCrossEntropy(x(type), x(type))), type, type);
    for (int kept = 0; kept < 2; kept++) {
      Instruction first = full.instructions().get(0);
      Optional<Operand> none = Optional.empty();
      Instruction half =
          new Instruction(
              first.op(),
              first.inputs(),
              kept == 0
                  ? List.of(first.outputs().get(0), none)
                  : List.of(none, first.outputs().get(1)),
              "",
              Optional.empty());
      String name = Integer.toString(kept);
      Program program =
          new Program(
              "half",
              full.slots(),
              List.of(half, full.instructions().get(1 + kept)),
              full.inputs(),
              Map.of(name, full.outputs().get(name)),
              -1);
      float[] logits = {1, 2, 3, 4};
      float[] targets = {0, 0, 0, 1};
      float[][] all = Trial.of(full).run(1, 1, 1, logits, targets);
      assertThat(Trial.of(program).run(1, 1, 1, logits, targets)[0]).containsExactly(all[kept]);
    }
  }

  @Test
  void claimsOnlyWhatItHas() {
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(1))) {
      TensorType type = f32(Dim.N, Dim.of(4), Dim.of(5));
      assertThat(backend.claims(op(Composites.softmax(x(type), 2)))).isTrue();
      assertThat(backend.claims(op(Composites.softmax(x(type), 1)))).isFalse();
      assertThat(backend.claims(op(Composites.logSoftmax(x(type), -1)))).isTrue();
      assertThat(backend.claims(op(Composites.silu(x(type))))).isFalse();
      TensorType doubles = type.withDataType(DataType.FLOAT64);
      assertThat(backend.claims(op(Composites.softmax(x(doubles), 2)))).isFalse();
    }
  }

  @Test
  void aProgramWithAnUnclaimedCompositeIsRefused() {
    TensorType type = f32(Dim.N, Dim.of(4));
    Program program = Programs.of(op(Composites.silu(x(type))), type);
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(1))) {
      assertThatThrownBy(() -> backend.prepare(program))
          .hasMessageStartingWith("NN-1502 at program test, layer net/layer")
          .hasMessageContaining("found silu");
    }
  }
}
