package org.neurite.core.registry;

// long: two lines and one import per component

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Component;
import org.neurite.api.component.LossReduction;
import org.neurite.core.activation.Celu;
import org.neurite.core.activation.Glu;
import org.neurite.core.activation.HardSigmoid;
import org.neurite.core.activation.HardSwish;
import org.neurite.core.activation.HardTanh;
import org.neurite.core.activation.LogSigmoid;
import org.neurite.core.activation.LogSoftmax;
import org.neurite.core.activation.Maxout;
import org.neurite.core.activation.Mish;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Relu6;
import org.neurite.core.activation.Selu;
import org.neurite.core.activation.Silu;
import org.neurite.core.activation.Softmin;
import org.neurite.core.activation.Softplus;
import org.neurite.core.activation.Softsign;
import org.neurite.core.activation.SwiGlu;
import org.neurite.core.activation.TanhShrink;
import org.neurite.core.initializer.Constant;
import org.neurite.core.initializer.Distribution;
import org.neurite.core.initializer.IdentityMatrix;
import org.neurite.core.initializer.Lecun;
import org.neurite.core.initializer.Normal;
import org.neurite.core.initializer.Orthogonal;
import org.neurite.core.initializer.TruncatedNormal;
import org.neurite.core.initializer.Uniform;
import org.neurite.core.layer.AdaptiveAvgPool1D;
import org.neurite.core.layer.AdaptiveAvgPool2D;
import org.neurite.core.layer.AlphaDropout;
import org.neurite.core.layer.AttentionPattern;
import org.neurite.core.layer.AvgPool1D;
import org.neurite.core.layer.AvgPool2D;
import org.neurite.core.layer.Conv1D;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.ConvTranspose1D;
import org.neurite.core.layer.ConvTranspose2D;
import org.neurite.core.layer.Cropping1D;
import org.neurite.core.layer.Cropping2D;
import org.neurite.core.layer.DepthwiseConv1D;
import org.neurite.core.layer.DepthwiseConv2D;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.GaussianNoise;
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
import org.neurite.core.layer.PRelu;
import org.neurite.core.layer.Padding;
import org.neurite.core.layer.Permute;
import org.neurite.core.layer.PositionalEncoding;
import org.neurite.core.layer.RepeatVector;
import org.neurite.core.layer.RmsNorm;
import org.neurite.core.layer.Scale;
import org.neurite.core.layer.SeparableConv1D;
import org.neurite.core.layer.SeparableConv2D;
import org.neurite.core.layer.SimpleRnn;
import org.neurite.core.layer.SpatialDropout;
import org.neurite.core.layer.TimeDistributed;
import org.neurite.core.layer.TransformerEncoderBlock;
import org.neurite.core.layer.UpSampling1D;
import org.neurite.core.layer.UpSampling2D;
import org.neurite.core.layer.ZeroPadding1D;
import org.neurite.core.layer.ZeroPadding2D;
import org.neurite.core.loss.CosineEmbedding;
import org.neurite.core.loss.FocalLoss;
import org.neurite.core.loss.GaussianNll;
import org.neurite.core.loss.Hinge;
import org.neurite.core.loss.JointLoss;
import org.neurite.core.loss.KlDivergence;
import org.neurite.core.loss.LogCosh;
import org.neurite.core.loss.MultiMargin;
import org.neurite.core.loss.NegativeLogLikelihood;
import org.neurite.core.loss.PoissonNll;
import org.neurite.core.loss.ProbabilityCrossEntropy;
import org.neurite.core.loss.ReducedLoss;
import org.neurite.core.loss.SmoothL1;
import org.neurite.core.loss.TripletMargin;
import org.neurite.core.merge.CrossAttention;
import org.neurite.core.merge.Dot;
import org.neurite.core.merge.InitialStates;
import org.neurite.core.merge.Masked;
import org.neurite.core.merge.SequenceLengths;
import org.neurite.core.metric.CohenKappa;
import org.neurite.core.metric.MatthewsCorrelation;
import org.neurite.core.metric.TopKAccuracy;
import org.neurite.core.optimizer.Adadelta;
import org.neurite.core.optimizer.Adafactor;
import org.neurite.core.optimizer.Adagrad;
import org.neurite.core.optimizer.Adamax;
import org.neurite.core.optimizer.Lamb;
import org.neurite.core.optimizer.Lion;
import org.neurite.core.optimizer.Muon;
import org.neurite.core.optimizer.Nadam;
import org.neurite.core.optimizer.Radam;
import org.neurite.core.optimizer.RmsProp;
import org.neurite.core.schedule.Anneal;
import org.neurite.core.schedule.Better;
import org.neurite.core.schedule.CosineRestarts;
import org.neurite.core.schedule.ExponentialSchedule;
import org.neurite.core.schedule.InverseTimeSchedule;
import org.neurite.core.schedule.MultiStepSchedule;
import org.neurite.core.schedule.OneCycle;
import org.neurite.core.schedule.PolynomialSchedule;
import org.neurite.core.schedule.ReduceOnPlateau;
import org.neurite.core.schedule.SequentialSchedule;
import org.neurite.core.schedule.ThresholdMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings of the catalogue's components: written, read back, and defaults stated once. */
class CatalogueTest {
  private final ComponentCodec codec = new ComponentCodec(ComponentRegistry.builtIn());

  /** Settings that differ from the defaults. */
  static Stream<Component> unusual() {
    return Stream.of(
        new Celu(1.5),
        new Softplus(2),
        new HardTanh(-2, 3),
        new LogSoftmax(1),
        new Softmin(1),
        new Glu(1),
        new SwiGlu(1),
        new Maxout(3, 1),
        new PRelu(false, 0.1),
        new Conv1D(4, 3, 2, Padding.EXPLICIT, 1, 2, 2, new Relu(), false, new Constant(1)),
        new Conv2D(
            4,
            List.of(3, 2),
            List.of(2),
            Padding.EXPLICIT,
            List.of(1, 0),
            List.of(2),
            2,
            new Relu(),
            false,
            new Constant(1)),
        new DepthwiseConv2D(
            2,
            List.of(3),
            List.of(2),
            Padding.EXPLICIT,
            List.of(1),
            List.of(2),
            new Relu(),
            false,
            new Constant(1)),
        new DepthwiseConv1D(2, 3, 2, Padding.EXPLICIT, 1, 2, new Relu(), false, new Constant(1)),
        new SeparableConv2D(4, 3, new Relu()),
        new SeparableConv1D(4, 3, new Relu()),
        new AdaptiveAvgPool1D(2),
        new UpSampling1D(3),
        new ZeroPadding1D(1, 2),
        new Cropping1D(1, 2),
        new ConvTranspose1D(4, 3, 2, 1, 1, 2, 2, new Relu(), false, new Constant(1)),
        new ConvTranspose2D(
            4,
            List.of(3, 2),
            List.of(2),
            List.of(1),
            List.of(1),
            List.of(2),
            2,
            new Relu(),
            false,
            new Constant(1)),
        new MaxPool1D(3, Optional.of(2), Padding.EXPLICIT, 1, 2, true),
        new MaxPool2D(List.of(3), List.of(2), Padding.EXPLICIT, List.of(1), List.of(2), true),
        new AvgPool1D(3, Optional.of(2), Padding.EXPLICIT, 1, false, true),
        new AvgPool2D(List.of(3), List.of(2), Padding.EXPLICIT, List.of(1), false, true),
        new AdaptiveAvgPool2D(2, 3),
        new UpSampling2D(3, 4),
        new ZeroPadding2D(1, 2, 3, 4),
        new Cropping2D(1, 2, 3, 4),
        new LayerNorm(2, 1e-3, false),
        new GroupNorm(2, 1e-3, false),
        new InstanceNorm(1e-3, true),
        new RmsNorm(1e-3),
        new SpatialDropout(0.25),
        new AlphaDropout(0.25),
        new GaussianNoise(0.25),
        new Embedding(9, 4, Optional.of(0), new Constant(1)),
        new Permute(2, 1),
        new RepeatVector(3),
        new Scale(2, false),
        new Dot(true),
        new SimpleRnn(4, 2, true, false, new Relu(), false),
        new Lstm(4, 2, true, false, false),
        new Gru(4, 2, true, false, false),
        new Masking(new Gru(2), -1),
        new SequenceLengths(new Gru(2)),
        new InitialStates(new Lstm(2), true),
        new Masked(new Gru(2)),
        new LastStates(new Lstm(2)),
        new AttentionPattern(new MultiHeadAttention(2), List.of(List.of(true))),
        new TimeDistributed(new RepeatVector(2)),
        new MultiHeadAttention(2, true, false, 0.25),
        new CrossAttention(2, false, true, 0.25),
        new TransformerEncoderBlock(2, 8, new Silu(), true, true, 0.25, 1e-3),
        new PositionalEncoding(100),
        new SmoothL1(0.5),
        new FocalLoss(1, 0.5),
        new NegativeLogLikelihood(List.of(1.0, 3.0), Optional.of(-100)),
        new KlDivergence(true),
        new Hinge(2, true),
        new MultiMargin(2),
        new PoissonNll(false, true, 1e-6),
        new GaussianNll(true, 1e-3),
        new CosineEmbedding(0.25),
        new TripletMargin(2, 1e-3),
        new ReducedLoss(new Hinge(), LossReduction.NONE),
        new JointLoss(Map.of("a", new Hinge()), Map.of("a", List.of(2)), Map.of("a", 0.5)),
        new GraphLayer(
            Map.of("x", List.of(2)),
            List.of("x"),
            Map.of("a", new Permute(1)),
            Map.of("b", new Dot(true)),
            new TreeMap<>(Map.of("a", List.of("x"), "b", List.of("a", "a"))),
            List.of("b", "a")),
        new Adagrad(0.1, 0.2, 0.3, 1e-6, 0.01),
        new RmsProp(0.1, 0.8, 1e-6, 0.9, true, 0.01),
        new Adadelta(0.1, 0.8, 1e-4, 0.01),
        new Adamax(0.1, 0.8, 0.99, 1e-6, 0.01),
        new Nadam(0.1, 0.8, 0.99, 1e-6, 0.01, 0.1),
        new Radam(0.1, 0.8, 0.99, 1e-6, 0.01),
        new Lion(0.1, 0.8, 0.9, 0.01),
        new Lamb(0.1, 0.8, 0.99, 1e-4, 0.01),
        new Adafactor(0.1, 0.7, 2, 1e-2, 0.01),
        new Muon(0.1, 0.9, 0.01, 0.1),
        new MultiStepSchedule(List.of(3L, 8L), 0.5),
        new SequentialSchedule(
            List.of(new ExponentialSchedule(0.9), new InverseTimeSchedule(1)), List.of(5L)),
        new ExponentialSchedule(0.9),
        new CosineRestarts(5, 2, 0.01),
        new OneCycle(20, 0.4, Anneal.LINEAR, 10, 100, 0.8, 0.9),
        new PolynomialSchedule(10, 2),
        new InverseTimeSchedule(0.5),
        new ReduceOnPlateau("loss", Better.MAX, 0.5, 3, 0.1, ThresholdMode.ABS, 2, 1e-5),
        new Lecun(Distribution.NORMAL),
        new TruncatedNormal(1, 2),
        new Orthogonal(2),
        new IdentityMatrix(2),
        new TopKAccuracy(3),
        new CohenKappa(Optional.of(0.5), Optional.of(3)),
        new MatthewsCorrelation(Optional.of(0.5), Optional.of(3)));
  }

  @ParameterizedTest
  @MethodSource("unusual")
  void isReadBackAsItWasWritten(Component component) {
    JsonNode reparsed = JsonMapper.shared().readTree(codec.write(component).toString());

    assertThat(codec.read(kindOf(component), reparsed, "x")).isEqualTo(component);
  }

  /** The shortest constructor, and the settings that it is given. */
  static Stream<Map.Entry<Component, String>> shortest() {
    return Stream.of(
        entry(new Relu6(), ""),
        entry(new Selu(), ""),
        entry(new Celu(), ""),
        entry(new Silu(), ""),
        entry(new Mish(), ""),
        entry(new Softplus(), ""),
        entry(new Softsign(), ""),
        entry(new HardSigmoid(), ""),
        entry(new HardSwish(), ""),
        entry(new HardTanh(), ""),
        entry(new LogSigmoid(), ""),
        entry(new TanhShrink(), ""),
        entry(new LogSoftmax(), ""),
        entry(new Softmin(), ""),
        entry(new Glu(), ""),
        entry(new SwiGlu(), ""),
        entry(new Maxout(), ""),
        entry(new PRelu(), ""),
        entry(new Conv1D(4, 3), "\"filters\": 4, \"kernel\": 3"),
        entry(new Conv2D(4, 3), "\"filters\": 4, \"kernel\": [3]"),
        entry(new DepthwiseConv2D(3), "\"kernel\": [3]"),
        entry(new DepthwiseConv1D(3), "\"kernel\": 3"),
        entry(new UpSampling1D(), ""),
        entry(new ZeroPadding1D(), ""),
        entry(new Cropping1D(), ""),
        entry(new InitialStates(new Gru(2)), "\"layer\": {\"type\": \"gru\", \"units\": 2}"),
        entry(new ConvTranspose1D(4, 3, 1), "\"filters\": 4, \"kernel\": 3"),
        entry(new ConvTranspose2D(4, 3, 1), "\"filters\": 4, \"kernel\": [3]"),
        entry(new MaxPool1D(3), "\"kernel\": 3"),
        entry(new MaxPool2D(3), "\"kernel\": [3]"),
        entry(new AvgPool1D(3), "\"kernel\": 3"),
        entry(new AvgPool2D(3), "\"kernel\": [3]"),
        entry(new UpSampling2D(), ""),
        entry(new ZeroPadding2D(), ""),
        entry(new Cropping2D(), ""),
        entry(new LayerNorm(), ""),
        entry(new GroupNorm(2), "\"groups\": 2"),
        entry(new InstanceNorm(), ""),
        entry(new RmsNorm(), ""),
        entry(new SpatialDropout(), ""),
        entry(new AlphaDropout(), ""),
        entry(new GaussianNoise(), ""),
        entry(new Embedding(9, 4), "\"vocabulary\": 9, \"dimension\": 4"),
        entry(new Scale(), ""),
        entry(new Normal(), ""),
        entry(new Uniform(), ""),
        entry(new Dot(), ""),
        entry(new SimpleRnn(4), "\"units\": 4"),
        entry(new Lstm(4), "\"units\": 4"),
        entry(new Masking(new Gru(2)), "\"layer\": {\"type\": \"gru\", \"units\": 2}"),
        entry(new Gru(4), "\"units\": 4"),
        entry(new MultiHeadAttention(2), "\"heads\": 2"),
        entry(new CrossAttention(2), "\"heads\": 2"),
        entry(new TransformerEncoderBlock(2, 8), "\"heads\": 2, \"feedForward\": 8"),
        entry(new PositionalEncoding(), ""),
        entry(new SmoothL1(), ""),
        entry(new LogCosh(), ""),
        entry(new ProbabilityCrossEntropy(), ""),
        entry(new FocalLoss(), ""),
        entry(new NegativeLogLikelihood(), ""),
        entry(new KlDivergence(), ""),
        entry(new Hinge(), ""),
        entry(new MultiMargin(), ""),
        entry(new PoissonNll(), ""),
        entry(new GaussianNll(), ""),
        entry(new CosineEmbedding(), ""),
        entry(new TripletMargin(), ""),
        entry(new Adagrad(), ""),
        entry(new RmsProp(), ""),
        entry(new Adadelta(), ""),
        entry(new Adamax(), ""),
        entry(new Nadam(), ""),
        entry(new Radam(), ""),
        entry(new Lion(), ""),
        entry(new Lamb(), ""),
        entry(new Adafactor(), ""),
        entry(new Muon(), ""),
        entry(new OneCycle(20), "\"totalSteps\": 20"),
        entry(new ReduceOnPlateau(), ""),
        entry(new Lecun(), ""),
        entry(new TruncatedNormal(), ""),
        entry(new Orthogonal(), ""),
        entry(new IdentityMatrix(), ""),
        entry(new TopKAccuracy(), ""),
        entry(new CohenKappa(), ""),
        entry(new MatthewsCorrelation(), ""));
  }

  private static Map.Entry<Component, String> entry(Component component, String given) {
    return Map.entry(component, given);
  }

  @ParameterizedTest
  @MethodSource("shortest")
  void constructorsAndAnnotationsStateTheSameDefaults(Map.Entry<Component, String> shortest) {
    Component component = shortest.getKey();
    String name = ComponentRegistry.builtIn().nameOf(component);
    String given = shortest.getValue().isEmpty() ? "" : ", " + shortest.getValue();
    String json = "{\"type\": \"" + name + "\"" + given + "}";

    assertThat(codec.parse(kindOf(component), json)).isEqualTo(component);
  }

  private static Class<? extends Component> kindOf(Component component) {
    return ComponentKind.of(component.getClass()).orElseThrow().component();
  }
}
