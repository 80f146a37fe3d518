package org.neurite.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.RandomSource;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.registry.PluginFaults;

/** Traces layers: gives them contexts and collects the variables and assignments they ask for. */
public final class Trace {
  private final BiPredicate<String, Layer> training;
  private final Consumer<VariableSpec> check;
  private final Map<String, VariableSpec> variables = new LinkedHashMap<>();
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private final List<Graph.Assign> assigns = new ArrayList<>();

  /**
   * Starts an empty trace.
   *
   * @param training which mode
   */
  public Trace(boolean training) {
    this((path, layer) -> training, variable -> {});
  }

  /**
   * Starts an empty trace for training, in which some layers run as in prediction.
   *
   * @param training says by a layer's dotted path below the root, for instance {@code
   *     encoder.dense_1}, whether it runs in training mode
   */
  public Trace(Predicate<String> training) {
    this((path, layer) -> training.test(path), variable -> {});
  }

  /**
   * Starts an empty trace for training that ends with the first variable that is not allowed: a
   * file may ask for billions.
   *
   * @param check throws if a variable is not allowed
   */
  Trace(Consumer<VariableSpec> check) {
    this((path, layer) -> true, check);
  }

  private Trace(BiPredicate<String, Layer> training, Consumer<VariableSpec> check) {
    this.training = training;
    this.check = check;
  }

  /**
   * Starts an empty trace for prediction, in which some layers run as in training: dropout that
   * tells how sure a network is, for instance.
   *
   * @param training says by a layer's dotted path below the root, and the layer, whether it runs in
   *     training mode
   * @return the trace
   */
  public static Trace inPrediction(BiPredicate<String, Layer> training) {
    return new Trace(training, variable -> {});
  }

  /**
   * Traces a layer.
   *
   * @param root what paths begin with, for instance the model's name
   * @param name the layer's name; may be empty to trace it as the root itself
   * @param layer the layer
   * @param input its input
   * @return its output, seen from the root
   * @throws org.neurite.api.NeuriteException if the layer does not fit its input
   */
  public Tensor apply(String root, String name, Layer layer, Tensor input) {
    Context context = new Context(root, "", layer);
    return name.isEmpty()
        ? PluginFaults.call(layer, root, () -> layer.apply(context, input.at(root))).at(root)
        : context.child(name, layer, input);
  }

  /**
   * A variable of this trace that belongs to no layer, for instance an optimizer's slot.
   *
   * @param spec what it is
   * @param path the layer path for messages and profiles
   * @return its value before the step
   * @throws ModelException with {@code NN-1302} if the name is taken
   */
  public Tensor variable(VariableSpec spec, String path) {
    check.accept(spec);
    if (variables.putIfAbsent(spec.name(), spec) != null) {
      throw duplicate(path, "variables", spec.name());
    }
    Leaf.Variable op =
        new Leaf.Variable(spec.name(), TensorType.float32(spec.shape()), spec.role());
    Tensor tensor = Tensor.of(new Node(op, List.of(), path).output(0), path);
    values.put(spec.name(), tensor);
    return tensor;
  }

  /**
   * Stores a new value in a variable at the end of the step.
   *
   * @param variable what was returned for it
   * @param value its new value
   */
  public void assign(Tensor variable, Tensor value) {
    assigns.add(new Graph.Assign(variable.value(), value.value()));
  }

  /**
   * The variables asked for.
   *
   * @return in order of first use
   */
  public List<VariableSpec> variables() {
    return List.copyOf(variables.values());
  }

  /**
   * Values of the variables of a role.
   *
   * @param role which
   * @return by name, in order of first use
   */
  public Map<String, Tensor> values(Leaf.Role role) {
    Map<String, Tensor> selected = new LinkedHashMap<>();
    values.forEach(
        (name, tensor) -> {
          if (variables.get(name).role() == role) {
            selected.put(name, tensor);
          }
        });
    return selected;
  }

  /**
   * What each layer gave, those inside of others too. The output of a layer in the body of a loop
   * is of no use outside.
   *
   * @return by dotted path below the root, such as {@code encoder.dense_1}, in order of tracing
   */
  public Map<String, Tensor> outputs() {
    return Collections.unmodifiableMap(outputs);
  }

  /**
   * The assignments so far.
   *
   * @return in order
   */
  public List<Graph.Assign> assigns() {
    return List.copyOf(assigns);
  }

  private static ModelException duplicate(String path, String what, String name) {
    return new ModelException(
        Problem.of(ErrorCode.DUPLICATE_NAME)
            .at(path)
            .expected(what + " of different names")
            .found("'" + name + "' twice")
            .mend("give one of them another name"));
  }

  /** The context of one layer. */
  private final class Context implements LayerContext, RandomSource {
    private final String root;
    private final String local;
    private final Layer owner;
    private final Set<String> children = new HashSet<>();
    private int randoms;

    Context(String root, String local, Layer owner) {
      this.root = root;
      this.local = local;
      this.owner = owner;
    }

    @Override
    public String path() {
      return local.isEmpty() ? root : root.isEmpty() ? local : root + "/" + local;
    }

    @Override
    public boolean training() {
      return training.test(local.replace('/', '.'), owner);
    }

    private String fullName(String name) {
      return local.isEmpty() ? name : local.replace('/', '.') + "." + name;
    }

    @Override
    public Tensor parameter(String name, Shape shape, Initializer initializer) {
      return variable(
          new VariableSpec(fullName(name), shape, Leaf.Role.PARAMETER, initializer), path());
    }

    @Override
    public Tensor state(String name, Shape shape, Initializer initializer) {
      return variable(
          new VariableSpec(fullName(name), shape, Leaf.Role.STATE, initializer), path());
    }

    @Override
    public void assign(Tensor state, Tensor value) {
      if (training()) {
        Trace.this.assign(state, value);
      }
    }

    @Override
    public Tensor child(String name, Layer layer, Tensor input) {
      if (!children.add(name)) {
        throw duplicate(path(), "layers", name);
      }
      Context context = new Context(root, local.isEmpty() ? name : local + "/" + name, layer);
      String where = context.path();
      Tensor output =
          PluginFaults.call(layer, where, () -> layer.apply(context, input.at(where))).at(path());
      outputs.put(context.local.replace('/', '.'), output);
      return output;
    }

    @Override
    public RandomSource random() {
      return this;
    }

    private Tensor random(Leaf.Distribution distribution, Shape shape, double a, double b) {
      long key = RandomStream.nodeKey(local + "#" + randoms++);
      Leaf.Random op = new Leaf.Random(distribution, a, b, TensorType.float32(shape), key);
      return Tensor.of(new Node(op, List.of(), path()).output(0), path());
    }

    @Override
    public Tensor uniform(Shape shape, double low, double high) {
      return random(Leaf.Distribution.UNIFORM, shape, low, high);
    }

    @Override
    public Tensor normal(Shape shape, double mean, double deviation) {
      return random(Leaf.Distribution.NORMAL, shape, mean, deviation);
    }

    @Override
    public Tensor bernoulli(Shape shape, double probability) {
      return random(Leaf.Distribution.BERNOULLI, shape, probability, 0);
    }
  }
}
