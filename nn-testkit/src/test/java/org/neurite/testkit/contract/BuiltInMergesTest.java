package org.neurite.testkit.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Merge;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.LastStates;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.layer.SimpleRnn;
import org.neurite.core.layer.TransformerEncoderBlock;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Average;
import org.neurite.core.merge.Concat;
import org.neurite.core.merge.CrossAttention;
import org.neurite.core.merge.Dot;
import org.neurite.core.merge.InitialStates;
import org.neurite.core.merge.Masked;
import org.neurite.core.merge.Maximum;
import org.neurite.core.merge.Minimum;
import org.neurite.core.merge.Multiply;
import org.neurite.core.merge.SequenceLengths;
import org.neurite.core.merge.Subtract;
import org.neurite.testkit.MergeContract;

@ParameterizedClass
@MethodSource("cases")
class BuiltInMergesTest extends MergeContract {
  private static final TensorType ROW = floats(4);
  private static final TensorType SEQUENCE = floats(3, 4);
  private static final TensorType LENGTHS = TensorType.int32(Shape.batchOf());
  private static final TensorType MASK = TensorType.int32(Shape.batchOf(3));
  private static final TensorType PAIRS = TensorType.int32(Shape.batchOf(3, 3));

  @Parameter Case chosen;

  /** A merge and what it joins. */
  record Case(Merge merge, List<TensorType> inputs) {
    static Case of(Merge merge, TensorType... inputs) {
      return new Case(merge, List.of(inputs));
    }
  }

  private static TensorType floats(long... sizes) {
    return TensorType.float32(Shape.batchOf(sizes));
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(new Add(), ROW, ROW, ROW),
        Case.of(new Multiply(), SEQUENCE, SEQUENCE),
        Case.of(new Average(), ROW, ROW),
        Case.of(new Maximum(), ROW, ROW),
        Case.of(new Minimum(), ROW, ROW),
        Case.of(new Subtract(), ROW, ROW),
        Case.of(new Concat(), ROW, floats(2)),
        Case.of(new Concat(-1), SEQUENCE, floats(3, 1)),
        Case.of(new Dot(), SEQUENCE, SEQUENCE),
        Case.of(new Dot(true), ROW, ROW),
        Case.of(new SequenceLengths(new Lstm(2, 1, true, true, true)), SEQUENCE, LENGTHS),
        Case.of(new SequenceLengths(new LastStates(new Lstm(2))), SEQUENCE, LENGTHS),
        Case.of(new Masked(new Gru(2, 1, false, false, true)), SEQUENCE, MASK),
        Case.of(new Masked(new MultiHeadAttention(2)), SEQUENCE, PAIRS),
        Case.of(new Masked(new TransformerEncoderBlock(2, 3)), SEQUENCE, PAIRS),
        Case.of(new CrossAttention(2), SEQUENCE, floats(5, 4)),
        Case.of(new CrossAttention(2, false, true, 0), SEQUENCE, floats(3, 4), MASK),
        Case.of(
            new CrossAttention(1, true, true, 0.5), SEQUENCE, floats(3, 4), floats(3, 4), PAIRS),
        Case.of(
            new InitialStates(new SimpleRnn(2, 2, false, true, new Tanh(), true)),
            SEQUENCE,
            floats(4)),
        Case.of(new InitialStates(new Gru(3, 1, true, false, true)), SEQUENCE, floats(2, 3)),
        Case.of(
            new InitialStates(new Lstm(2, 2, true, true, true), true),
            SEQUENCE,
            floats(8),
            floats(4, 2),
            LENGTHS),
        Case.of(new InitialStates(new Lstm(2)), SEQUENCE, floats(4)));
  }

  @Override
  protected Merge merge() {
    return chosen.merge();
  }

  @Override
  protected List<TensorType> inputs() {
    return chosen.inputs();
  }

  @Override
  protected int indices() {
    return 4;
  }
}
