package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ComponentException;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Gelu;
import org.neurite.core.merge.CrossAttention;
import org.neurite.core.merge.Masked;
import org.neurite.core.testing.Evaluate;

class AttentionLayersTest {
  private static TensorType batch(long... sizes) {
    return TensorType.float32(Shape.batchOf(sizes));
  }

  @Test
  void parametersAreNamedAsInPytorch() {
    assertThat(Evaluate.variables(new MultiHeadAttention(2), batch(5, 4)))
        .containsExactly("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
    assertThat(Evaluate.variables(new TransformerEncoderBlock(2, 8), batch(5, 4)))
        .contains("self_attn.in_proj_weight", "linear1.weight", "linear2.bias", "norm1.weight");
  }

  @Test
  void aCausalBlockDoesNotSeeTheFuture() {
    TransformerEncoderBlock block =
        new TransformerEncoderBlock(1, 3, new Gelu(), true, true, 0, 1e-5);
    double[] x = {0.1, 0.9, -0.3, 0.4, 0.7, -0.8};
    double[] before = Evaluate.predict(block, NDArray.of(x, 1, 3, 2)).toDoubles();
    x[4] = 5;
    double[] after = Evaluate.predict(block, NDArray.of(x, 1, 3, 2)).toDoubles();
    assertThat(Arrays.copyOf(after, 4)).containsExactly(Arrays.copyOf(before, 4));
    assertThat(after[4]).isNotEqualTo(before[4]);
  }

  @Test
  void crossAttentionGivesTheQuerysShape() {
    Layer query = new Reshape(2, 4);
    Layer memory = new Sequential(new Reshape(2, 4), new Permute(1, 2));
    Parallel both = new Parallel(new CrossAttention(2), query, memory);
    assertThat(Evaluate.output(both, batch(8))).isEqualTo(batch(2, 4));
    assertThatThrownBy(() -> Evaluate.output(new Parallel(new CrossAttention(2), query), batch(8)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at cross-attention in layer net");
  }

  @Test
  void featuresMustBeDivisibleByHeads() {
    assertThatThrownBy(() -> Evaluate.output(new MultiHeadAttention(3), batch(5, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("inputs [N, T, E] with E divisible by 3 heads");
    assertThatThrownBy(() -> Evaluate.output(new PositionalEncoding(), batch(5)))
        .hasMessageStartingWith("NN-1101 at positional-encoding");
  }

  /** A merge of three inputs that a test computes from one. */
  private static Layer split(Merge merge, Shape... parts) {
    return (ctx, x) -> {
      List<Tensor> inputs = new ArrayList<>();
      int at = 0;
      for (Shape part : parts) {
        int size = Math.toIntExact(part.elements(1));
        inputs.add(x.slice(1, at, size).reshape(part.insert(0, x.dim(0))));
        at += size;
      }
      return merge.apply(ctx, inputs);
    };
  }

  private static double[] numbers(int count, int key) {
    RandomStream random = new RandomStream(7, key, 0);
    return IntStream.range(0, count).mapToDouble(i -> 2 * random.uniformAt(i) - 1).toArray();
  }

  private static double[] project(double[] row, double[] weight, double[] bias, int from) {
    double[] y = new double[row.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias[from + o];
      for (int i = 0; i < row.length; i++) {
        y[o] += weight[(from + o) * row.length + i] * row[i];
      }
    }
    return y;
  }

  private static double[] row(double[] matrix, int r) {
    return Arrays.copyOfRange(matrix, r * E, (r + 1) * E);
  }

  private static final int E = 4;
  private static final int QUERIES = 2;
  private static final int KEYS = 3;

  /** The paper's formulas, head by head, query by query; a query that sees no key takes zeros. */
  private static double[] expected(
      double[] x, double[] memory, boolean[][] visible, double[][] parameters) {
    double[] result = new double[QUERIES * E];
    for (int q = 0; q < QUERIES; q++) {
      double[] query = project(row(x, q), parameters[0], parameters[1], 0);
      double[] found = new double[E];
      for (int head = 0; head < 2; head++) {
        double[] share = new double[KEYS];
        double sum = 0;
        for (int k = 0; k < KEYS; k++) {
          double[] key = project(row(memory, k), parameters[0], parameters[1], E);
          double score = query[2 * head] * key[2 * head] + query[2 * head + 1] * key[2 * head + 1];
          share[k] = visible[q][k] ? Math.exp(score / Math.sqrt(2)) : 0;
          sum += share[k];
        }
        for (int k = 0; k < KEYS && sum > 0; k++) {
          double[] value = project(row(memory, k), parameters[0], parameters[1], 2 * E);
          found[2 * head] += share[k] / sum * value[2 * head];
          found[2 * head + 1] += share[k] / sum * value[2 * head + 1];
        }
      }
      System.arraycopy(project(found, parameters[2], parameters[3], 0), 0, result, q * E, E);
    }
    return result;
  }

  static Stream<Arguments> masks() {
    boolean[][] all = {{true, true, true}, {true, true, true}};
    boolean[][] keys = {{true, false, true}, {true, false, true}};
    boolean[][] pairs = {{false, true, false}, {true, false, true}};
    boolean[][] none = {{false, false, false}, {true, true, false}};
    return Stream.of(
        Arguments.of(all, new double[0], List.of()),
        Arguments.of(keys, new double[] {1, 0, 2}, List.of(Shape.of(KEYS))),
        Arguments.of(pairs, new double[] {0, 1, 0, 1, 0, 1}, List.of(Shape.of(QUERIES, KEYS))),
        Arguments.of(none, new double[] {0, 0, 0, 1, 1, 0}, List.of(Shape.of(QUERIES, KEYS))));
  }

  @ParameterizedTest
  @MethodSource("masks")
  void crossAttentionIsThePapersFormula(boolean[][] visible, double[] mask, List<Shape> maskShape) {
    double[][] parameters = {
      numbers(3 * E * E, 1), numbers(3 * E, 2), numbers(E * E, 3), numbers(E, 4)
    };
    Map<String, NDArray> weights =
        Map.of(
            "in_proj_weight", NDArray.of(parameters[0], 3 * E, E),
            "in_proj_bias", NDArray.of(parameters[1], 3 * E),
            "out_proj.weight", NDArray.of(parameters[2], E, E),
            "out_proj.bias", NDArray.of(parameters[3], E));
    double[] x = numbers(QUERIES * E, 5);
    double[] memory = numbers(KEYS * E, 6);
    double[] input = Stream.of(x, memory, mask).flatMapToDouble(Arrays::stream).toArray();
    List<Shape> parts = new ArrayList<>(List.of(Shape.of(QUERIES, E), Shape.of(KEYS, E)));
    parts.addAll(maskShape);
    Merge merge = new CrossAttention(2, true, !maskShape.isEmpty(), 0);
    NDArray found =
        Evaluate.layer(
                split(merge, parts.toArray(Shape[]::new)),
                false,
                NDArray.of(input, 1, input.length),
                weights)
            .outputs()
            .get("y");
    assertThat(found.toDoubles())
        .containsExactly(expected(x, memory, visible, parameters), within(1e-12));
  }

  private static List<List<Boolean>> causal(int steps) {
    return IntStream.range(0, steps)
        .mapToObj(q -> IntStream.range(0, steps).mapToObj(k -> k <= q).toList())
        .toList();
  }

  @Test
  void aPatternOrAMaskOfPairsIsCausalIfItSaysSo() {
    NDArray x = NDArray.of(numbers(12, 9), 1, 3, 4);
    Map<String, NDArray> weights = new HashMap<>();
    for (String name : Evaluate.variables(new MultiHeadAttention(2), batch(3, 4))) {
      double[] values = numbers(name.endsWith("weight") ? 4 * 12 : 12, 11);
      int rows = name.startsWith("in") ? 12 : 4;
      weights.put(
          name,
          name.endsWith("weight")
              ? NDArray.of(Arrays.copyOf(values, 4 * rows), rows, 4)
              : NDArray.of(Arrays.copyOf(values, rows), rows));
    }
    Map<String, NDArray> nested = new HashMap<>();
    weights.forEach((name, array) -> nested.put("layer." + name, array));
    double[] causal =
        Evaluate.layer(new MultiHeadAttention(2, true, true, 0), false, x, weights)
            .outputs()
            .get("y")
            .toDoubles();
    AttentionPattern pattern = new AttentionPattern(new MultiHeadAttention(2), causal(3));
    assertThat(Evaluate.layer(pattern, false, x, nested).outputs().get("y").toDoubles())
        .containsExactly(causal, within(1e-12));

    double[] masked = Arrays.copyOf(x.toDoubles(), 21);
    System.arraycopy(new double[] {1, 0, 0, 1, 1, 0, 1, 1, 1}, 0, masked, 12, 9);
    Layer merge = split(new Masked(new MultiHeadAttention(2)), Shape.of(3, 4), Shape.of(3, 3));
    NDArray input = NDArray.of(masked, 1, 21);
    assertThat(Evaluate.layer(merge, false, input, nested).outputs().get("y").toDoubles())
        .containsExactly(causal, within(1e-12));
  }

  @Test
  void weightsAreDroppedWhileTraining() {
    MultiHeadAttention all = new MultiHeadAttention(1, false, true, 1);
    NDArray x = NDArray.of(numbers(12, 9), 1, 3, 4);
    assertThat(Evaluate.layer(all, true, x, Map.of()).outputs().get("y").toDoubles())
        .containsOnly(0);
    assertThat(Evaluate.predict(all, x).toDoubles()).doesNotContain(0);
  }

  @Test
  void saysWhichInputsAndMasksFit() {
    assertThatThrownBy(
            () ->
                Evaluate.output(
                    (ctx, x) ->
                        new MultiHeadAttention(2).attend(ctx, List.of(x, x), Optional.empty()).y(),
                    batch(3, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at multi-head-attention")
        .hasMessageContaining("one, or query, key and value, the last two of one length");
    Layer shortMask = split(new Masked(new MultiHeadAttention(2)), Shape.of(3, 4), Shape.of(2));
    assertThatThrownBy(() -> Evaluate.output(shortMask, batch(14)))
        .hasMessageContaining("expected a mask of keys [N, 3], or of queries and keys");
    assertThatThrownBy(
            () -> Evaluate.output(split(new Masked(new Gru(2)), Shape.of(3, 4)), batch(12)))
        .hasMessageContaining("NN-1101 at masked in layer net: expected a sequence [N, T, ..]");
    assertThatThrownBy(
            () ->
                Evaluate.output(
                    split(new CrossAttention(2, true, true, 0), Shape.of(3, 4), Shape.of(3)),
                    batch(15)))
        .hasMessageContaining("query and memory, or query, key and value, then the mask");
    assertThatThrownBy(
            () -> new AttentionPattern(new MultiHeadAttention(2), List.of(List.of(true, false))))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("AttentionPattern.visible: expected as many columns as rows");
  }
}
