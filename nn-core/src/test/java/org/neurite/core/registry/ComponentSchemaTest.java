package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.api.ComponentException;
import org.neurite.api.component.Layer;
import org.neurite.core.activation.Elu;
import org.neurite.core.activation.Gelu;
import org.neurite.core.initializer.He;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Parallel;
import org.neurite.core.layer.Residual;
import org.neurite.core.merge.Concat;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.model.ModelCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written fits the schema; what reading would refuse does not. Judged by a library. */
class ComponentSchemaTest {
  private static final ComponentRegistry REGISTRY = ComponentRegistry.builtIn();
  private static final ComponentSchema SCHEMAS = new ComponentSchema(REGISTRY);

  private static List<Error> errors(JsonNode schema, JsonNode instance) {
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled.validate(instance);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Test
  void acceptsAModelThatWasWritten() {
    Layer branch = new Dense(3, new Elu(0.5));
    Model model =
        new ModelBuilder("images")
            .input(1, 8, 8)
            .layer(new Residual(new Dropout(0.1)))
            .layer(new Flatten())
            .layer(new Parallel(new Concat(), branch, new Dense(4, new Gelu())))
            .build();
    JsonNode written = new ModelCodec(new ComponentCodec(REGISTRY)).toJson(model);
    assertThat(errors(SCHEMAS.model(), written)).as(written.toPrettyString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | {'type': 'dense', 'units': 3}",
        "true  | {'type': 'dense', 'units': 3, 'activation': {'type': 'elu', 'alpha': 0.5}}",
        "true  | 'flatten'",
        "false | 'dense'",
        "false | {'type': 'dense'}",
        "false | {'type': 'dense', 'units': 0}",
        "false | {'type': 'dense', 'units': 1.5}",
        "false | {'type': 'dense', 'unit': 3}",
        "false | {'type': 'dense', 'units': 3, 'activation': 'rely'}",
        "false | {'type': 'dropout', 'rate': 1.5}",
        "false | {'type': 'unknown'}"
      })
  void agreesWithWhatReadingAccepts(boolean accepted, String text) {
    JsonNode model =
        json(
            "{'name': 'm', 'input': {'type': 'float32', 'shape': [4]}, 'network': {'type':"
                + " 'sequential', 'layers': [%s]}}".formatted(text));
    assertThat(errors(SCHEMAS.model(), model).isEmpty()).isEqualTo(accepted);
    Optional<RuntimeException> refusal = Optional.empty();
    try {
      new ComponentCodec(REGISTRY).read(Layer.class, json(text), "layer");
    } catch (ComponentException e) {
      refusal = Optional.of(e);
    }
    assertThat(refusal.isEmpty()).isEqualTo(accepted);
  }

  @Test
  void aComponentHasASchemaOfItsOwn() {
    ComponentEntry conv = REGISTRY.find(ComponentKind.LAYER, "conv2d", "test");
    JsonNode schema = SCHEMAS.component(conv);
    JsonNode written = new ComponentCodec(REGISTRY).write(new Conv2D(3, 3));
    assertThat(errors(schema, written)).as(written.toString()).isEmpty();
    assertThat(errors(schema, json("{'type': 'dense', 'units': 3}"))).isNotEmpty();
    ComponentEntry he = REGISTRY.find(ComponentKind.INITIALIZER, "he", "test");
    assertThat(errors(SCHEMAS.component(he), new ComponentCodec(REGISTRY).write(new He())))
        .isEmpty();
  }
}
