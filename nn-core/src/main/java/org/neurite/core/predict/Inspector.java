package org.neurite.core.predict;

import java.util.List;
import java.util.Map;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.compile.Compiler;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;

/**
 * Looks into a model with weights, in prediction mode: what its layers give, and what their outputs
 * depend on. Thread-safe. Each call compiles a program of its own: for looking, not for serving.
 */
public final class Inspector {
  private static final String RESULT = "result";

  private final Backend backend;
  private final Model model;
  private final Map<String, NDArray> weights;

  /**
   * An inspector.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @throws ModelException if the weights do not fit
   */
  public Inspector(Backend backend, Model model, Map<String, NDArray> weights) {
    model.requireFits(weights);
    this.backend = backend;
    this.model = model;
    this.weights = Map.copyOf(weights);
  }

  /**
   * The layers that can be looked at, those inside of others too.
   *
   * @return dotted paths below the model, such as {@code encoder.dense_1}
   */
  public List<String> layers() {
    return List.copyOf(new View().outputs.keySet());
  }

  /**
   * What a layer gives.
   *
   * @param layer one of {@link #layers()}
   * @param samples inputs of the model {@code [n, ..]}
   * @return the layer's output {@code [n, ..]}
   * @throws ModelException with {@code NN-1304} if there is no such layer, or if the samples have
   *     the wrong shape
   */
  public NDArray activations(String layer, NDArray samples) {
    View view = new View();
    return run(view, view.output(layer), samples);
  }

  /**
   * The gradient of one of the model's outputs with respect to the input (Simonyan, Vedaldi,
   * Zisserman, 2013): how much each number of a sample matters for it.
   *
   * @param output index among the outputs of a sample, row-major, for instance a class
   * @param samples inputs of the model {@code [n, ..]}
   * @return gradients of the samples' shape
   * @throws ModelException if there is no such output, or if the samples have the wrong shape
   */
  public NDArray saliency(int output, NDArray samples) {
    View view = new View();
    return run(view, view.gradient(view.prediction, output), samples);
  }

  /**
   * The gradient of one number that a layer gives with respect to the model's input.
   *
   * @param layer one of {@link #layers()}
   * @param output index among the layer's outputs for a sample, row-major
   * @param samples inputs of the model {@code [n, ..]}
   * @return gradients of the samples' shape
   * @throws ModelException if there is no such layer or output, or if the samples have the wrong
   *     shape
   */
  public NDArray saliency(String layer, int output, NDArray samples) {
    View view = new View();
    return run(view, view.gradient(view.output(layer), output), samples);
  }

  private NDArray run(View view, Tensor result, NDArray samples) {
    Shape shape = samples.shape();
    if (shape.rank() == 0
        || !shape.without(0).equals(model.sampleShape())
        || samples.dataType().isFloating() != model.inputType().dataType().isFloating()) {
      throw problem("input", "samples of type " + model.inputType(), samples.type().toString());
    }
    int n = shape.size(0);
    Graph graph =
        new Graph(
            List.of(view.input.value()),
            List.of(new Graph.Output(RESULT, result.value())),
            List.of());
    Program program = Compiler.compile(model.name() + "/inspect", graph, backend);
    try (DeviceVariables variables = new DeviceVariables(backend, model.variables(), weights, 0);
        Session session = backend.prepare(program).open(n, 0, variables.buffers())) {
      DeviceBuffer input = session.input(Model.INPUT);
      if (samples.dataType().isFloating()) {
        input.write(samples.toFloats(), 0, 0, samples.length());
      } else {
        input.write(samples.toInts(), 0, 0, samples.length());
      }
      session.run(n, 0);
      Shape found = result.shape().at(n);
      float[] values = new float[Math.toIntExact(found.elements(1))];
      session.output(RESULT).read(0, values, 0, values.length);
      return NDArray.of(values, found);
    }
  }

  private ModelException problem(String where, String expected, String found) {
    return new ModelException(
        Problem.of(ErrorCode.INPUT_MISMATCH)
            .at(model.name() + ", " + where + " of an inspection")
            .expected(expected)
            .found(found));
  }

  /** One trace in prediction mode. */
  private final class View {
    private final Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    private final Tensor prediction;
    private final Map<String, Tensor> outputs;

    View() {
      Trace trace = new Trace(false);
      prediction = model.apply(trace, input);
      outputs = trace.outputs();
    }

    Tensor output(String layer) {
      Tensor output = outputs.get(layer);
      if (output == null) {
        throw problem("layer", "one of the layers " + outputs.keySet(), "'" + layer + "'");
      }
      return output;
    }

    Tensor gradient(Tensor of, int index) {
      long count = of.shape().without(0).elements(1);
      if (index < 0 || index >= count || !model.inputType().dataType().isFloating()) {
        throw problem(
            "output",
            "an output from 0 to " + (count - 1) + " of a model with floating-point inputs",
            "output " + index + " of inputs " + model.inputType());
      }
      Tensor one = of.reshape(Shape.of(of.dim(0), org.neurite.api.tensor.Dim.of(count)));
      return Gradients.of(one.slice(1, index, 1).sum(), List.of(input)).get(0);
    }
  }
}
