package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.Function;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Tensor;

/** Convolutions and pooling. */
final class Images {
  private Images() {}

  static void enter(Map<String, Subject> table) {
    table.put("conv1d", TracedSubject.y(Images::conv));
    table.put("conv2d", TracedSubject.y(Images::conv));
    table.put("conv_transpose2d", TracedSubject.y(Images::convTranspose));
    table.put("maxpool1d", pool("max-pool1d"));
    table.put("maxpool2d", pool("max-pool2d"));
    table.put("avgpool1d", pool("avg-pool1d"));
    table.put("avgpool2d", pool("avg-pool2d"));
    table.put("global_avgpool2d", layer(attrs -> Components.named("global-avg-pool")));
    table.put("global_maxpool2d", layer(attrs -> Components.named("global-max-pool")));
    table.put("adaptive_avgpool2d", layer(Images::adaptive));
  }

  private static Subject layer(Function<Attributes, Components> recipe) {
    return TracedSubject.y(
        (scene, attrs) ->
            scene.layer(recipe.apply(attrs).as(Layer.class), scene.samples("x"), true).y());
  }

  private static Tensor conv(Scene scene, Attributes attrs) {
    attrs.describe("in_channels");
    boolean flat = attrs.integers("kernel").size() == 1;
    Components conv = convolution(flat ? "conv1d" : "conv2d", attrs, flat);
    conv.with("padding", "explicit");
    return scene.layer(conv.as(Layer.class), scene.samples("x"), true).y();
  }

  private static Components convolution(String name, Attributes attrs, boolean flat) {
    return Components.named(name)
        .with("filters", attrs.integer("out_channels"))
        .withSizes("kernel", attrs.integers("kernel"), flat)
        .withSizes("stride", attrs.integers("stride"), flat)
        .withSizes("cells", attrs.integers("padding"), flat)
        .withSizes("dilation", attrs.integers("dilation"), flat)
        .with("groups", attrs.integer("groups"))
        .with("bias", attrs.flag("bias"));
  }

  private static Tensor convTranspose(Scene scene, Attributes attrs) {
    attrs.describe("in_channels");
    Components layer =
        convolution("conv-transpose2d", attrs, false)
            .withSizes("outputPadding", attrs.integers("output_padding"), false);
    return scene.layer(layer.as(Layer.class), scene.samples("x"), true).y();
  }

  private static Subject pool(String name) {
    return layer(
        attrs -> {
          boolean flat = name.endsWith("1d");
          Components pool =
              Components.named(name)
                  .withSizes("kernel", attrs.integers("kernel"), flat)
                  .withSizes("stride", attrs.integers("stride"), flat)
                  .with("padding", "explicit")
                  .withSizes("cells", attrs.integers("padding"), flat);
          if (attrs.has("dilation")) {
            pool.withSizes("dilation", attrs.integers("dilation"), flat);
          }
          if (attrs.has("ceil_mode")) {
            pool.with("ceilMode", attrs.flag("ceil_mode"));
          }
          if (attrs.has("count_include_pad")) {
            pool.with("countPadding", attrs.flag("count_include_pad"));
          }
          return pool;
        });
  }

  private static Components adaptive(Attributes attrs) {
    return Components.named("adaptive-avg-pool2d")
        .with("height", attrs.integers("output_size").get(0))
        .with("width", attrs.integers("output_size").get(1));
  }
}
