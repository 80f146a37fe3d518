package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neurite.reference.Oracle.batched;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.eval;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class LeafRulesTest {
  private static final RandomStream STREAM = new RandomStream(42, 7, 3);

  @Test
  void constantsTakeTheTypeOfTheirUser() {
    assertThat(doubles(v -> v.get(0).constant(2.5), vector(0))).containsExactly(2.5);
    assertThat(eval(v -> v.get(0).constant(2.9), Oracle.ints(0)))
        .isEqualTo(NDArray.of(new int[] {2}));
  }

  @Test
  void countsMultiplesOfTheBatch() {
    NDArray rows = matrix(1, 0, 0, 0);
    assertThat(batched(Shape.batchOf(1), rows, x -> x.count(Dim.batch(2))))
        .isEqualTo(NDArray.scalar(6));
  }

  @Test
  void iotaCountsAlongItsAxis() {
    assertThat(eval(v -> v.get(0).iota(0), matrix(2, 0, 0, 0, 0)))
        .isEqualTo(NDArray.of(new int[] {0, 0, 1, 1}, 2, 2));
    assertThat(eval(v -> v.get(0).iota(1), matrix(2, 0, 0, 0, 0)))
        .isEqualTo(NDArray.of(new int[] {0, 1, 0, 1}, 2, 2));
  }

  @Test
  void uniformNumbersAreThoseOfTheStream() {
    double[] numbers = random(Leaf.Distribution.UNIFORM, 0, 1);
    float[] expected = new float[10];
    STREAM.uniform(expected, 0, 0, 10, new int[4]);
    for (int i = 0; i < 10; i++) {
      assertThat(numbers[i]).isEqualTo(expected[i]);
    }
    assertThat(random(Leaf.Distribution.UNIFORM, -2, 6)[0]).isEqualTo(-2 + 8 * numbers[0]);
  }

  @Test
  void normalNumbersAreThoseOfTheStream() {
    double[] numbers = random(Leaf.Distribution.NORMAL, 5, 2);
    for (int i = 0; i < 10; i++) {
      assertThat(numbers[i]).isEqualTo(5 + 2 * STREAM.normalAt(i));
    }
  }

  @Test
  void bernoulliIsOneWhereUniformIsBelowTheProbability() {
    double[] uniform = random(Leaf.Distribution.UNIFORM, 0, 1);
    double[] decisions = random(Leaf.Distribution.BERNOULLI, 0.5, 0);
    for (int i = 0; i < 10; i++) {
      assertThat(decisions[i]).isEqualTo(uniform[i] < 0.5 ? 1 : 0);
    }
  }

  private static double[] random(Leaf.Distribution distribution, double a, double b) {
    TensorType type = TensorType.float32(Shape.batchOf(2));
    Node node = new Node(new Leaf.Random(distribution, a, b, type, 7), List.of(), "");
    Graph graph = Graph.body(List.of(), List.of(node.output(0)));
    return ReferenceInterpreter.run(graph, Feeds.batch(5).random(42, 3)).output("0").toDoubles();
  }
}
