package org.neurite.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

/**
 * Weights of a PyTorch {@code state_dict} for a network, and back. Layouts are the same on both
 * sides: {@code weight [out, in]} of a linear layer, {@code [out, in, kh, kw]} of a convolution,
 * gates i, f, g, o of an LSTM and r, z, n of a GRU, {@code running_mean} and {@code running_var} of
 * batch normalisation, {@code in_proj_weight} of attention. So nothing is transposed; only modules
 * have other names than layers.
 *
 * <pre>{@code
 * TorchWeights torch = TorchWeights.of(model, Safetensors.read(file).tensors());
 * System.out.println(torch);
 * Trained trained =
 *     new Trained(environment, model, torch.match().complete(42), List.of(), Map.of());
 * }</pre>
 *
 * @param match which arrays fit which variables
 * @param modules PyTorch's module by the layer that takes its arrays, where the names differ
 */
public record TorchWeights(WeightMatch match, Map<String, String> modules) {
  /** A counter that only PyTorch's own training reads. */
  private static final String COUNTER = "num_batches_tracked";

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Copies the map, keeping its order. */
  public TorchWeights {
    modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
  }

  /**
   * Finds out which module is which layer. Modules and layers of the same name belong together; the
   * others do in their order, numbers counted as numbers, if their arrays have the same names and
   * shapes. Where several modules would fit that differ in more than numbers, the order of their
   * names says nothing: they are left unused until pairs are stated.
   *
   * @param model the network
   * @param stateDict arrays by PyTorch's names
   * @return what fits and what does not
   */
  public static TorchWeights of(Model model, Map<String, NDArray> stateDict) {
    return of(model, stateDict, Map.of());
  }

  /**
   * As {@link #of(Model, Map)}, with some pairs stated.
   *
   * @param model the network
   * @param stateDict arrays by PyTorch's names
   * @param stated PyTorch's module by the layer that shall take its arrays, for instance {@code
   *     Map.of("encoder.dense_1", "backbone.fc1")}
   * @return what fits and what does not
   * @throws ModelException with {@code NN-1303} if a layer is stated that the network does not
   *     have, or one module for two layers
   */
  public static TorchWeights of(
      Model model, Map<String, NDArray> stateDict, Map<String, String> stated) {
    Map<String, NDArray> counted = new LinkedHashMap<>(stateDict);
    counted.keySet().removeIf(name -> local(name).equals(COUNTER));
    Map<String, Map<String, Shape>> modules = new TreeMap<>(NATURAL);
    counted.forEach((name, array) -> part(modules, name, array.shape()));
    Map<String, Map<String, Shape>> layers = new LinkedHashMap<>();
    model.variables().forEach(v -> part(layers, v.name(), v.shape()));
    check(stated, layers.keySet());
    Map<String, String> pairs = pairs(layers, modules, stated);
    Map<String, NDArray> renamed = new LinkedHashMap<>();
    List<String> shadowed = new ArrayList<>(); // by a module that is stated for its layer
    Map<String, String> layerOf =
        pairs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    counted.forEach(
        (name, array) -> {
          String layer = layerOf.get(module(name));
          if (layer == null && layers.containsKey(module(name))) {
            shadowed.add(name);
          } else {
            renamed.put(joined(layer == null ? module(name) : layer, local(name)), array);
          }
        });
    pairs.entrySet().removeIf(pair -> pair.getKey().equals(pair.getValue()));
    return new TorchWeights(withUnused(WeightMatch.of(model, renamed), shadowed), pairs);
  }

  private static WeightMatch withUnused(WeightMatch match, List<String> more) {
    List<String> unused = new ArrayList<>(match.unused());
    unused.addAll(more);
    return new WeightMatch(
        match.model(), match.matched(), match.missing(), match.misshaped(), unused);
  }

  private static void check(Map<String, String> stated, Set<String> layers) {
    Map<String, String> layerOf = new TreeMap<>();
    stated.forEach(
        (layer, module) -> {
          if (!layers.contains(layer)) {
            throw wrong("layers that have weights: " + layers, "'" + layer + "'");
          }
          String other = layerOf.put(module, layer);
          if (other != null) {
            throw wrong(
                "each module for one layer",
                "'" + module + "' for the layers " + new TreeSet<>(Set.of(layer, other)));
          }
        });
  }

  private static ModelException wrong(String expected, String found) {
    return new ModelException(
        Problem.of(ErrorCode.WEIGHTS_MISMATCH)
            .at("stated pairs of layers and modules")
            .expected(expected)
            .found(found)
            .mend("state the module by the layer: Map.of(layer, module)"));
  }

  private static Map<String, String> pairs(
      Map<String, Map<String, Shape>> layers,
      Map<String, Map<String, Shape>> modules,
      Map<String, String> stated) {
    Map<String, String> pairs = new LinkedHashMap<>();
    List<String> left = new ArrayList<>(modules.keySet());
    left.removeAll(stated.values());
    left.removeIf(module -> layers.containsKey(module) && !stated.containsKey(module));
    Set<Map<String, Shape>> ambiguous = ambiguous(left, modules);
    for (Map.Entry<String, Map<String, Shape>> layer : layers.entrySet()) {
      String name = layer.getKey();
      String given = stated.get(name);
      if (given != null) {
        pairs.put(name, given);
      } else if (modules.containsKey(name) && !stated.containsValue(name)) {
        pairs.put(name, name);
      } else if (!ambiguous.contains(layer.getValue())) {
        left.stream()
            .filter(module -> layer.getValue().equals(modules.get(module)))
            .findFirst()
            .ifPresent(
                module -> {
                  pairs.put(name, module);
                  left.remove(module);
                });
      }
    }
    return pairs;
  }

  /** What several modules have whose names differ in more than numbers. */
  private static Set<Map<String, Shape>> ambiguous(
      List<String> names, Map<String, Map<String, Shape>> modules) {
    Map<Map<String, Shape>, String> kinds = new HashMap<>();
    Set<Map<String, Shape>> ambiguous = new HashSet<>();
    for (String name : names) {
      Map<String, Shape> shapes = modules.get(name);
      String kind = NUMBER.matcher(name).replaceAll("#");
      String other = kinds.putIfAbsent(shapes, kind);
      if (other != null && !other.equals(kind)) {
        ambiguous.add(shapes);
      }
    }
    return ambiguous;
  }

  /** Digits count as numbers: {@code layers.2} stands before {@code layers.10}. */
  private static final Comparator<String> NATURAL =
      Comparator.comparing(TorchWeights::padded).thenComparing(Comparator.naturalOrder());

  private static String padded(String name) {
    StringBuilder text = new StringBuilder();
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      if (digits == 0) {
        int end = i;
        while (end < name.length() && Character.isDigit(name.charAt(end))) {
          end++;
        }
        digits = end - i;
        text.append("0".repeat(digits == 0 ? 0 : Math.max(0, 10 - digits)));
      }
      digits = Math.max(0, digits - 1);
      text.append(name.charAt(i));
    }
    return text.toString();
  }

  private static void part(Map<String, Map<String, Shape>> groups, String name, Shape shape) {
    groups.computeIfAbsent(module(name), m -> new TreeMap<>()).put(local(name), shape);
  }

  private static String module(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static String local(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String joined(String module, String local) {
    return module.isEmpty() ? local : module + "." + local;
  }

  /**
   * Weights under PyTorch's names, to write as safetensors and {@code load_state_dict}.
   *
   * @param weights a network's weights by name
   * @param modules PyTorch's module by layer; layers that are not in it keep their name
   * @return the same arrays, in the same order
   */
  public static Map<String, NDArray> export(
      Map<String, NDArray> weights, Map<String, String> modules) {
    Map<String, NDArray> named = new LinkedHashMap<>();
    weights.forEach(
        (name, array) ->
            named.put(
                joined(modules.getOrDefault(module(name), module(name)), local(name)), array));
    return named;
  }

  /** Several lines: which layer takes which module, and what matched. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    modules.forEach(
        (layer, module) -> text.append("%s <- %s%n".formatted(layer, module).replace("\r", "")));
    return text.append(match).toString();
  }
}
