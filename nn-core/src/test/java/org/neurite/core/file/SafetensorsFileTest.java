package org.neurite.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;

class SafetensorsFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("weights.safetensors");
  }

  private static Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    float[] many = new float[100_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 0.5f;
    }
    arrays.put("many", NDArray.of(many, 1000, 100));
    arrays.put("bias", NDArray.of(new double[] {Math.PI}, 1));
    arrays.put("steps", NDArray.of(new int[] {7, -8}, 2));
    arrays.put("mask", NDArray.of(new boolean[] {true, false, true}, 3, 1));
    return arrays;
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(file, bytes);
  }

  @Test
  void readsEachArrayByItself() throws IOException {
    Map<String, NDArray> arrays = arrays();
    try (OutputStream out = Files.newOutputStream(file)) {
      new Safetensors(arrays, Map.of("format", "pt")).write(out);
    }
    try (SafetensorsFile mapped = SafetensorsFile.open(file)) {
      assertThat(mapped.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(mapped.types().keySet()).containsExactlyElementsOf(arrays.keySet());
      assertThat(mapped.types().get("many")).hasToString("float32[1000, 100]");
      for (String name : new String[] {"mask", "many", "steps", "bias", "many"}) {
        assertThat(mapped.read(name)).isEqualTo(arrays.get(name));
      }
    }
  }

  private void fails(String message) {
    assertThatThrownBy(() -> SafetensorsFile.open(file).close())
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL_FILE))
        .hasMessageContaining(message)
        .hasMessageContaining("weights.safetensors");
  }

  @Test
  void refusesWhatBreaksTheFormat() throws IOException {
    fails("NoSuchFileException");
    byte[] whole = new Safetensors(arrays()).toBytes();
    write(Arrays.copyOf(whole, 4));
    fails("at least 8 bytes");
    write(Arrays.copyOf(whole, whole.length - 1));
    fails("bytes of data");
    write(Arrays.copyOf(whole, whole.length + 1));
    fails("bytes of data");
    whole[0] = (byte) 0xff;
    whole[6] = 0x7f;
    write(whole);
    fails("a header of 2 to ");
  }

  @Test
  void saysWhichArrayIsNotThere() throws IOException {
    write(new Safetensors(arrays()).toBytes());
    try (SafetensorsFile mapped = SafetensorsFile.open(file)) {
      assertThatThrownBy(() -> mapped.read("weight"))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("expected an array 'weight', found none of that name");
    }
  }
}
