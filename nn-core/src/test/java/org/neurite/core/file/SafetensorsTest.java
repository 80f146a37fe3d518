package org.neurite.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;

class SafetensorsTest {
  private static final NDArray TWO = NDArray.of(new float[] {1, 2}, 2);

  private static Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("z.weight", NDArray.of(new float[] {1, -0.0f, Float.NaN, 4, 5, 6}, 2, 3));
    arrays.put("bias", NDArray.of(new double[] {Math.PI}, 1));
    arrays.put("steps", NDArray.of(new int[] {7, -8, Integer.MIN_VALUE}, 3));
    arrays.put("mask", NDArray.of(new boolean[] {true, false, true}, 3, 1));
    arrays.put("größe", NDArray.of(new float[] {0.1f}));
    return arrays;
  }

  /** A file of a header as text, and data. */
  private static byte[] file(String header, byte... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> reading(byte[] bytes) {
    return assertThatThrownBy(() -> Safetensors.read(bytes, "w"))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL_FILE));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> header(
      String header, byte... data) {
    return reading(file(header, data));
  }

  @Test
  void readsWhatItWrote() {
    Safetensors written = new Safetensors(arrays(), Map.of("format", "pt"));

    Safetensors read = Safetensors.read(written.toBytes(), "w");

    assertThat(read).isEqualTo(written);
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(arrays().keySet());
  }

  @Test
  void readsFilesLargerThanOnePiece(@TempDir Path folder) {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.5f;
    }
    Safetensors written = new Safetensors(Map.of("w", NDArray.of(values, values.length)));
    Path file = folder.resolve("w.safetensors");

    written.write(file);

    assertThat(Safetensors.read(file)).isEqualTo(written);
  }

  /** Length, header, padding to a multiple of 8, data: as the format is documented. */
  @Test
  void writesTheFormatAsSpecified() {
    byte[] bytes = new Safetensors(Map.of("a", TWO)).toBytes();

    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    assertThat(bytes).isEqualTo(file(header + "  ", HexFormat.of().parseHex("0000803f00000040")));
    assertThat((8 + header.length() + 2) % 8).isZero();
  }

  @Test
  void keepsTheOrderOfTheDataWhateverThatOfTheHeader() {
    byte[] bytes =
        file(
            "{\"b\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[1,2]},"
                + "\"a\":{\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[0,1]}}",
            (byte) 1,
            (byte) 0);

    Map<String, NDArray> tensors = Safetensors.read(bytes, "w").tensors();

    assertThat(tensors.keySet()).containsExactly("a", "b");
    assertThat(tensors.get("a").get(0)).isEqualTo(1);
    assertThat(tensors.get("a").shape().rank()).isZero();
  }

  @Test
  void rejectsTooFewBytes() {
    reading(new byte[3]).hasMessageContaining("at w: expected at least 8 bytes, found 3 bytes");
  }

  @Test
  void rejectsAHeaderLongerThanTheFile() {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(900).array();
    reading(bytes).hasMessageContaining("a header of 2 to 0 bytes, found 900 bytes");
    byte[] absurd = ByteBuffer.allocate(64).putLong(-1).array();
    reading(absurd).hasMessageContaining("found 18446744073709551615 bytes");
  }

  @Test
  void rejectsAHeaderThatIsNoObject() {
    header(" {}").hasMessageContaining("a header that begins with '{'");
    header("{\"a\":").hasMessageContaining("expected a JSON object");
    header("{} {}").hasMessageContaining("expected a JSON object");
    reading(file("{\"\u00e4\":1}".replace('\u00e4', '?'))).hasMessageContaining("array '?'");
  }

  @Test
  void rejectsAHeaderThatIsNotUtf8() {
    byte[] bytes = file("{\"a\":1}");
    bytes[10] = (byte) 0xFF;
    reading(bytes).hasMessageContaining("expected JSON in UTF-8, found bytes that are not UTF-8");
  }

  @Test
  void rejectsOneNameTwice() {
    String entry = "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}";
    header("{" + entry + "," + entry + "}", new byte[4]).hasMessageContaining("uplicate");
  }

  @Test
  void rejectsIncompleteEntries() {
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}")
        .hasMessageContaining("w, array 'a': expected an object of dtype, shape and data_offsets");
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"x\":1}}", new byte[4])
        .hasMessageContaining("an object of dtype, shape and data_offsets");
  }

  @Test
  void rejectsTypesThatItCannotHold() {
    header("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", new byte[1])
        .hasMessageContaining(
            "array 'a': expected a dtype of [F32, F64, I32, BOOL, F16, BF16, I64, I16, I8, U8],"
                + " found \"F8_E4M3\". Convert the array");
  }

  private static NDArray read(String dtype, int elements, byte... data) {
    String header =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(dtype, elements, data.length);
    return Safetensors.read(file(header, data), "w").tensors().get("a");
  }

  /** Bits from the standard's tables. */
  @Test
  void readsNumbersOfHalfTheLength() {
    byte[] halves = HexFormat.of().parseHex("003c00c0ff7b0100000000800004007c00fc007e");
    assertThat(read("F16", 10, halves).toFloats())
        .containsExactly(
            1f,
            -2f,
            65504f,
            0x1p-24f,
            0f,
            -0f,
            0x1p-14f,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN);
    assertThat(read("BF16", 3, HexFormat.of().parseHex("803f20c1807f")).toFloats())
        .containsExactly(1f, -10f, Float.POSITIVE_INFINITY);
  }

  @Test
  void readsIntegersOfOtherLengths() {
    assertThat(read("I64", 2, HexFormat.of().parseHex("feffffffffffffff0700000000000000")).toInts())
        .containsExactly(-2, 7);
    assertThat(read("I16", 2, HexFormat.of().parseHex("feff0700")).toInts()).containsExactly(-2, 7);
    assertThat(read("I8", 2, HexFormat.of().parseHex("fe07")).toInts()).containsExactly(-2, 7);
    assertThat(read("U8", 2, HexFormat.of().parseHex("fe07")).toInts()).containsExactly(254, 7);
    assertThatThrownBy(() -> read("I64", 1, HexFormat.of().parseHex("0000000001000000")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected integers that fit 32 bits, found 4294967296");
  }

  @Test
  void rejectsEmptyAndAbsurdShapes() {
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}")
        .hasMessageContaining("a shape of at most 16 sizes of at least 1, found [0]");
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}")
        .hasMessageContaining("integers of at least 0, found -1");
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}")
        .hasMessageContaining("at most 2^31 - 1 elements");
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}")
        .hasMessageContaining("integers of at least 0, found 1.5");
  }

  @Test
  void rejectsOffsetsThatDisagreeWithTheShape() {
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", new byte[4])
        .hasMessageContaining("data_offsets [begin, begin + 8] for F32[2], found [0,4]");
    header("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", new byte[4])
        .hasMessageContaining("found [4,0]");
  }

  @Test
  void rejectsGapsAndOverlaps() {
    String a = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    header(
            "{" + a + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[5,9]}}",
            new byte[9])
        .hasMessageContaining("array 'b': expected data from byte 4 on, without gap or overlap");
    header(
            "{" + a + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}",
            new byte[6])
        .hasMessageContaining("array 'b': expected data from byte 4 on, without gap or overlap");
  }

  @Test
  void rejectsTooMuchOrTooLittleData() {
    String a = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    header(a, new byte[3]).hasMessageContaining("expected 4 bytes of data, found 3 bytes");
    header(a, new byte[5]).hasMessageContaining("expected 4 bytes of data, found 5 bytes");
  }

  @Test
  void rejectsAStreamShorterOrLongerThanStated() {
    byte[] bytes = new Safetensors(Map.of("a", TWO)).toBytes();
    assertThatThrownBy(
            () ->
                Safetensors.read(
                    new ByteArrayInputStream(bytes, 0, bytes.length - 1), bytes.length, "w"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("a file cut short");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(longer), bytes.length, "w"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("found more");
  }

  @Test
  void rejectsTruthValuesBeyondOne() {
    header("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]}}", (byte) 2)
        .hasMessageContaining("truth values 0 and 1, found 2");
  }

  @Test
  void rejectsMetadataOtherThanTexts() {
    header("{\"__metadata__\":{\"a\":1}}").hasMessageContaining("w, __metadata__: expected texts");
    header("{\"__metadata__\":[]}").hasMessageContaining("an object of texts");
  }

  @Test
  void sayWhichFileCannotBeRead(@TempDir Path folder) {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("none.safetensors: expected a file that can be read");
  }
}
