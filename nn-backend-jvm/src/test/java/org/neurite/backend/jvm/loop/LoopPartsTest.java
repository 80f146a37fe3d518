package org.neurite.backend.jvm.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.DataType;

class LoopPartsTest {

  /** What a cell of an LSTM computes: tanh of a sum of products of sigmoids. */
  private static LoopPlan cell() {
    Op sigmoid = new Unary(UnaryKind.SIGMOID);
    Op tanh = new Unary(UnaryKind.TANH);
    Op mul = new Binary(BinaryKind.MUL);
    return new LoopPlan(
        Collections.nCopies(3, LoopPlan.Access.WHOLE),
        List.of(
            new Lowered.Step(sigmoid, List.of(0)),
            new Lowered.Step(tanh, List.of(1)),
            new Lowered.Step(mul, List.of(3, 4)),
            new Lowered.Step(new Binary(BinaryKind.ADD), List.of(5, 2)),
            new Lowered.Step(tanh, List.of(6)),
            new Lowered.Step(mul, List.of(3, 7)),
            new Lowered.Step(new Binary(BinaryKind.LT), List.of(8, 0))),
        Collections.nCopies(10, DataType.FLOAT32),
        List.of(6, 8, 9, 3),
        LoopPlan.Access.WHOLE);
  }

  @Test
  void functionsOfFunctionsAreComputedInPartsThatKeepWhatTheyNeed() {
    LoopPlan plan = cell();
    int count = 2 * LoopFactory.BLOCK + 5;
    int length = count + LoopFactory.PADDING;
    float[] x = numbers(length, 1);
    float[] y = numbers(length, 2);
    float[] z = numbers(length, 3);
    float[][] apart = table(plan, x, y, z, new float[length], new float[length], new float[length]);
    apart[6] = new float[length];
    new LoopFactory(LoopFactory.Kind.VECTOR).of(plan).orElseThrow().run(apart, 0, count);
    for (int i = 0; i < count; i++) {
      float gate = apart[6][i];
      assertThat(gate).isCloseTo((float) (1 / (1 + Math.exp(-x[i]))), within(1e-6f));
      assertThat(apart[3][i]).isCloseTo(gate * (float) Math.tanh(y[i]) + z[i], within(1e-6f));
      assertThat(apart[4][i]).isCloseTo(gate * (float) Math.tanh(apart[3][i]), within(1e-6f));
      assertThat(apart[5][i]).isEqualTo(apart[4][i] < x[i] ? 1 : 0);
    }
    // In single numbers, with results over operands.
    float[][] inPlace = table(plan, x, y, z, z, y, x);
    inPlace[6] = new float[length];
    new LoopFactory(LoopFactory.Kind.ADAPTIVE).of(plan).orElseThrow().run(inPlace, 0, count);
    for (int k = 3; k < 7; k++) {
      assertThat(Arrays.copyOf(inPlace[k], count)).isEqualTo(Arrays.copyOf(apart[k], count));
    }
  }

  @Test
  void onlyFunctionsOfFunctionsNeedTemporaries() {
    assertThat(cell().temporaries()).isBetween(1, 3);
    assertThat(expOfASum().temporaries()).isZero();
  }

  private static float[][] table(LoopPlan plan, float[]... arrays) {
    float[][] table = Arrays.copyOf(arrays, plan.arrays());
    for (int i = plan.arrays() - plan.temporaries(); i < table.length; i++) {
      table[i] = new float[LoopFactory.BLOCK + LoopFactory.PADDING];
    }
    return table;
  }

  private static float[] numbers(int count, int seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 2 * (float) random.nextGaussian();
    }
    return numbers;
  }

  private static LoopPlan expOfASum() {
    return new LoopPlan(
        Collections.nCopies(2, LoopPlan.Access.WHOLE),
        List.of(
            new Lowered.Step(new Binary(BinaryKind.ADD), List.of(0, 1)),
            new Lowered.Step(new Unary(UnaryKind.EXP), List.of(2))),
        Collections.nCopies(4, DataType.FLOAT32),
        List.of(3),
        LoopPlan.Access.WHOLE);
  }
}
