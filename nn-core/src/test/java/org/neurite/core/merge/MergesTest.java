package org.neurite.core.merge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Parallel;
import org.neurite.core.testing.Evaluate;

class MergesTest {
  static List<Merge> alike() {
    return List.of(
        new Add(), new Subtract(), new Multiply(), new Average(), new Maximum(), new Minimum());
  }

  @ParameterizedTest
  @MethodSource("alike")
  void rejectWhatIsNotAlikeAndNothing(Merge merge) {
    TensorType row = TensorType.float32(Shape.batchOf(3));
    assertThatThrownBy(() -> Evaluate.output(new Parallel(merge, new Dense(2), new Dense(1)), row))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected branches of one type and shape");
    Layer none = (ctx, x) -> merge.apply(ctx, List.of());
    assertThatThrownBy(() -> Evaluate.output(none, row))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected at least one branch, found none");
  }
}
