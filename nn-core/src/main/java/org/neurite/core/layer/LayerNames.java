package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.component.Layer;

/** Names of the layers in a sequence: stated by {@link Named}, or type and number. */
public final class LayerNames {
  private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");

  private LayerNames() {}

  /**
   * Names layers, each unlike the others: {@code dense_1}, {@code dropout_1}, {@code dense_2}. A
   * stated name comes first; a number that is taken is left out.
   *
   * @param layers the layers
   * @return each as a named layer, in order
   * @throws ModelException with {@code NN-1302} if two state the same name
   */
  public static List<Named> of(List<Layer> layers) {
    Set<String> taken = stated(layers);
    Map<String, Integer> numbers = new HashMap<>();
    List<Named> named = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer instanceof Named already) {
        named.add(already);
        continue;
      }
      String type = typeName(layer);
      String name;
      do {
        int number = numbers.getOrDefault(type, 0) + 1;
        numbers.put(type, number);
        name = type + "_" + number;
      } while (taken.contains(name));
      named.add(new Named(name, layer));
    }
    return named;
  }

  /**
   * Whether a name may stand in paths and parameter names.
   *
   * @param name the name
   * @return true for up to 100 letters, digits, {@code _} and {@code -}, the first no digit
   */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  private static Set<String> stated(List<Layer> layers) {
    Set<String> names = new HashSet<>();
    for (Layer layer : layers) {
      if (layer instanceof Named named && !names.add(named.name())) {
        throw new ModelException(
            Problem.of(ErrorCode.DUPLICATE_NAME)
                .at("layer " + named.name())
                .expected("layers of different names")
                .found("'" + named.name() + "' twice")
                .mend("give one of them another name"));
      }
    }
    return names;
  }

  /**
   * {@code BatchNorm} is batch_norm, {@code MaxPool2D} is max_pool2d, {@code ActivationLayer} is
   * activation, a lambda is layer.
   */
  private static String typeName(Layer layer) {
    if (!layer.getClass().isRecord()) {
      return "layer";
    }
    String simple = layer.getClass().getSimpleName();
    String stem = simple.length() > 5 && simple.endsWith("Layer") ? cut(simple) : simple;
    return stem.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  private static String cut(String simple) {
    return simple.substring(0, simple.length() - "Layer".length());
  }
}
