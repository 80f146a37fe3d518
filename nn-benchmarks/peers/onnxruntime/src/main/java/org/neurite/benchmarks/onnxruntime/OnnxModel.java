package org.neurite.benchmarks.onnxruntime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Network.LeNet;
import org.neurite.benchmarks.workload.Network.Mlp;

/** Writes a network as an ONNX model: version 8 of the format, version 17 of the operators. */
final class OnnxModel {
  /** Name of the model's input. */
  static final String INPUT = "input";

  /** Name of the model's output. */
  static final String OUTPUT = "output";

  private static final int FORMAT_VERSION = 8;
  private static final int OPERATORS_VERSION = 17;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
  private final Weights weights = new Weights();
  private String last = INPUT;

  private OnnxModel() {}

  /**
   * Writes a model with made-up weights.
   *
   * @param network what is computed
   * @param batch samples of a prediction
   * @return the bytes of an ONNX file
   * @throws UnsupportedWorkloadException if it is none of the networks of predictions
   */
  static byte[] of(Network network, int batch) throws UnsupportedWorkloadException {
    OnnxModel model = new OnnxModel();
    model.layers(network);
    model.rename(OUTPUT);
    model.graph.addInput(value(INPUT, sizes(batch, network.inputShape())));
    model.graph.addOutput(value(OUTPUT, sizes(batch, List.of(network.outputs()))));
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS_VERSION))
        .setGraph(model.graph)
        .build()
        .toByteArray();
  }

  /** A batch's shape. */
  static List<Long> sizes(int batch, List<Integer> sample) {
    return IntStream.rangeClosed(0, sample.size())
        .mapToObj(i -> i == 0 ? (long) batch : (long) sample.get(i - 1))
        .toList();
  }

  private void layers(Network network) throws UnsupportedWorkloadException {
    if (network instanceof Mlp mlp) {
      for (int i = 1; i < mlp.widths().size(); i++) {
        dense(mlp.widths().get(i - 1), mlp.widths().get(i));
        if (i < mlp.widths().size() - 1) {
          node("Relu");
        }
      }
    } else if (network instanceof LeNet) {
      convolution(1, 20);
      convolution(20, 50);
      node("Flatten");
      dense(800, 500);
      node("Relu");
      dense(500, 10);
    } else {
      throw new UnsupportedWorkloadException("only the networks of I1 to I3 are written as ONNX");
    }
  }

  private void dense(int inputs, int units) {
    tensor(last + ".weight", weights.next(units * inputs, inputs), units, inputs);
    tensor(last + ".bias", weights.next(units, inputs), units);
    node("Gemm", number("transB", 1));
  }

  private void convolution(int channels, int filters) {
    int fanIn = channels * 25;
    tensor(last + ".weight", weights.next(filters * fanIn, fanIn), filters, channels, 5, 5);
    tensor(last + ".bias", weights.next(filters, fanIn), filters);
    node("Conv", numbers("kernel_shape", 5, 5));
    node("Relu");
    node("MaxPool", numbers("kernel_shape", 2, 2), numbers("strides", 2, 2));
  }

  /** An operation on the last result, and on the last result's weight and bias if it has some. */
  private void node(String operator, AttributeProto... attributes) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addInput(last);
    List<String> own = List.of(last + ".weight", last + ".bias");
    graph.getInitializerList().stream()
        .map(TensorProto::getName)
        .filter(own::contains)
        .forEach(node::addInput);
    last = "value" + graph.getNodeCount();
    graph.addNode(node.addOutput(last).addAllAttribute(List.of(attributes)));
  }

  private void rename(String output) {
    graph.getNodeBuilder(graph.getNodeCount() - 1).setOutput(0, output);
  }

  private void tensor(String name, float[] values, long... sizes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    for (long size : sizes) {
      tensor.addDims(size);
    }
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto numbers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static ValueInfoProto value(String name, List<Long> sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    sizes.forEach(size -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
