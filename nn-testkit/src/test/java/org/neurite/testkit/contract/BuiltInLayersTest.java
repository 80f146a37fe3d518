package org.neurite.testkit.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Gelu;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.Sigmoid;
import org.neurite.core.activation.Softplus;
import org.neurite.core.activation.Tanh;
import org.neurite.core.initializer.He;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.AdaptiveAvgPool1D;
import org.neurite.core.layer.AdaptiveAvgPool2D;
import org.neurite.core.layer.AlphaDropout;
import org.neurite.core.layer.AttentionPattern;
import org.neurite.core.layer.AvgPool1D;
import org.neurite.core.layer.AvgPool2D;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Conv1D;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.ConvTranspose1D;
import org.neurite.core.layer.ConvTranspose2D;
import org.neurite.core.layer.Cropping1D;
import org.neurite.core.layer.Cropping2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.DepthwiseConv1D;
import org.neurite.core.layer.DepthwiseConv2D;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.GaussianNoise;
import org.neurite.core.layer.GlobalAvgPool;
import org.neurite.core.layer.GlobalMaxPool;
import org.neurite.core.layer.GraphLayer;
import org.neurite.core.layer.GroupNorm;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.InstanceNorm;
import org.neurite.core.layer.LastStates;
import org.neurite.core.layer.LayerNorm;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.Masking;
import org.neurite.core.layer.MaxPool1D;
import org.neurite.core.layer.MaxPool2D;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.layer.Named;
import org.neurite.core.layer.PRelu;
import org.neurite.core.layer.Padding;
import org.neurite.core.layer.Parallel;
import org.neurite.core.layer.Permute;
import org.neurite.core.layer.PositionalEncoding;
import org.neurite.core.layer.RepeatVector;
import org.neurite.core.layer.Reshape;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.RmsNorm;
import org.neurite.core.layer.Scale;
import org.neurite.core.layer.SeparableConv1D;
import org.neurite.core.layer.SeparableConv2D;
import org.neurite.core.layer.Sequential;
import org.neurite.core.layer.SimpleRnn;
import org.neurite.core.layer.SpatialDropout;
import org.neurite.core.layer.TimeDistributed;
import org.neurite.core.layer.TransformerEncoderBlock;
import org.neurite.core.layer.UpSampling1D;
import org.neurite.core.layer.UpSampling2D;
import org.neurite.core.layer.ZeroPadding1D;
import org.neurite.core.layer.ZeroPadding2D;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Concat;
import org.neurite.core.merge.Dot;
import org.neurite.core.merge.Maximum;
import org.neurite.testkit.LayerContract;

@ParameterizedClass
@MethodSource("cases")
class BuiltInLayersTest extends LayerContract {
  private static final Shape ROW = Shape.batchOf(4);
  private static final Shape SEQUENCE = Shape.batchOf(3, 4);
  private static final Shape LINE = Shape.batchOf(2, 5);
  private static final Shape IMAGE = Shape.batchOf(2, 4, 5);

  private static final List<List<Boolean>> PATTERN =
      List.of(List.of(true, false, true), List.of(false, false, false), List.of(false, true, true));

  @Parameter Case chosen;

  /** A layer and what it is applied to. */
  record Case(Layer layer, TensorType input) {
    @Override
    public String toString() {
      return layer + " on " + input;
    }
  }

  private static Case on(Shape shape, Layer layer) {
    return new Case(layer, TensorType.float32(shape));
  }

  static Stream<Case> cases() {
    return Stream.of(plain(), images(), norms(), sequences()).flatMap(cases -> cases);
  }

  private static Stream<Case> plain() {
    return Stream.of(
        on(ROW, new Dense(3, new Sigmoid())),
        on(SEQUENCE, new Dense(2)),
        on(ROW, new ActivationLayer(new Softplus())),
        on(ROW, new Dropout(0.5)),
        on(ROW, new AlphaDropout(0.25)),
        on(ROW, new GaussianNoise(0.5)),
        on(IMAGE, new SpatialDropout(0.5)),
        on(IMAGE, new Flatten()),
        on(ROW, new Reshape(2, 2)),
        on(SEQUENCE, new Permute(2, 1)),
        on(ROW, new RepeatVector(3)),
        on(ROW, new Scale(2, true)),
        on(ROW, new PRelu()),
        on(ROW, new Named("inner", new Dense(2))),
        on(ROW, new Sequential(new Dense(3, new Tanh()), new Dense(2))),
        on(ROW, new Residual(new Dense(4))),
        on(ROW, new Residual(new Dense(3), new Dense(3))),
        on(ROW, new Parallel(new Concat(), new Dense(3), new Dense(2))),
        on(ROW, new Parallel(new Maximum(), new Dense(3), new Dense(3))),
        on(ROW, new Parallel(new Dot(true), new Dense(3), new Dense(3))),
        on(
            ROW,
            new GraphLayer(
                new TreeMap<>(Map.of("a", List.of(1), "b", List.of(3))),
                List.of(),
                Map.of("long", new Dense(3)),
                Map.of("sum", new Add()),
                new TreeMap<>(Map.of("long", List.of("a"), "sum", List.of("long", "b"))),
                List.of("sum", "a"))));
  }

  private static Stream<Case> images() {
    return Stream.of(
        on(LINE, new Conv1D(3, 2)),
        on(IMAGE, new Conv2D(3, 3, Padding.SAME, new Tanh())),
        on(
            IMAGE,
            new Conv2D(
                4,
                List.of(3, 2),
                List.of(2),
                Padding.EXPLICIT,
                List.of(1, 0),
                List.of(1, 2),
                2,
                new Identity(),
                false,
                new He())),
        on(
            IMAGE,
            new DepthwiseConv2D(
                2,
                List.of(3),
                List.of(2),
                Padding.EXPLICIT,
                List.of(1),
                List.of(1, 2),
                new Tanh(),
                true,
                new He())),
        on(LINE, new DepthwiseConv1D(2, 2, 2, Padding.SAME, 0, 2, new Tanh(), true, new He())),
        on(LINE, new SeparableConv1D(3, 3, new Tanh())),
        on(LINE, new AdaptiveAvgPool1D(3)),
        on(LINE, new UpSampling1D()),
        on(LINE, new ZeroPadding1D(1, 2)),
        on(LINE, new Cropping1D(1, 2)),
        on(IMAGE, new SeparableConv2D(3, 3, new Tanh())),
        on(LINE, new ConvTranspose1D(3, 3, 2)),
        on(IMAGE, new ConvTranspose2D(3, 3, 2)),
        on(LINE, new MaxPool1D(2)),
        on(IMAGE, new MaxPool2D(2)),
        on(LINE, new AvgPool1D(2)),
        on(IMAGE, new AvgPool2D(2)),
        on(IMAGE, new GlobalAvgPool()),
        on(IMAGE, new GlobalMaxPool()),
        on(IMAGE, new AdaptiveAvgPool2D(3, 2)),
        on(IMAGE, new UpSampling2D()),
        on(IMAGE, new ZeroPadding2D(1, 2, 0, 1)),
        on(IMAGE, new Cropping2D(1, 0, 2, 1)));
  }

  private static Stream<Case> norms() {
    return Stream.of(
        on(ROW, new BatchNorm()),
        on(IMAGE, new BatchNorm()),
        on(SEQUENCE, new LayerNorm()),
        on(IMAGE, new GroupNorm(2)),
        on(IMAGE, new InstanceNorm(1e-5, true)),
        on(SEQUENCE, new RmsNorm()));
  }

  private static Stream<Case> sequences() {
    return Stream.of(
        new Case(new Embedding(5, 3), TensorType.int32(Shape.batchOf(4))),
        on(SEQUENCE, new SimpleRnn(3)),
        on(SEQUENCE, new Gru(3)),
        on(SEQUENCE, new Lstm(3)),
        on(SEQUENCE, new Lstm(2, 2, true, false, true)),
        on(SEQUENCE, new Masking(new Lstm(2, 1, true, true, true), 0.5)),
        on(SEQUENCE, new LastStates(new Lstm(2, 1, true, true, true))),
        on(SEQUENCE, new AttentionPattern(new MultiHeadAttention(2), PATTERN)),
        on(SEQUENCE, new TimeDistributed(new Dense(2))),
        on(SEQUENCE, new MultiHeadAttention(2)),
        on(SEQUENCE, new MultiHeadAttention(2, true, false, 0.25)),
        on(SEQUENCE, new TransformerEncoderBlock(2, 5, new Gelu(), true, false, 0.1, 1e-5)),
        on(SEQUENCE, new PositionalEncoding()));
  }

  @Override
  protected Layer layer() {
    return chosen.layer();
  }

  @Override
  protected TensorType input() {
    return chosen.input();
  }

  @Override
  protected boolean trainsSamplesApart() {
    return !(chosen.layer() instanceof BatchNorm);
  }
}
