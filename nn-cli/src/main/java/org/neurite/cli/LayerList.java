package org.neurite.cli;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.core.registry.ComponentCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Layers as a JSON list on the command line. */
final class LayerList {
  private LayerList() {}

  static List<Layer> read(ComponentCodec codec, String option, String text) {
    JsonNode list = parse(option, text);
    Usage.require(list.isArray(), option, "a JSON list of layers", text);
    List<Layer> layers = new ArrayList<>();
    for (JsonNode layer : list) {
      layers.add(codec.read(Layer.class, layer, option + "[" + layers.size() + "]"));
    }
    return layers;
  }

  private static JsonNode parse(String option, String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      Usage.require(false, option, "a JSON list of layers", e.getOriginalMessage());
      throw e;
    }
  }
}
