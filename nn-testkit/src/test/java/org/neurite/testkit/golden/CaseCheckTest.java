package org.neurite.testkit.golden;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness must fail where it should. */
class CaseCheckTest {
  private static final String HEAD =
      """
      {"format":"golden-1","group":"new","tolerances":{
        "float32":{"forward":{"rtol":1e-5,"atol":1e-6},"gradient":{"rtol":1e-4,"atol":1e-5}},
        "float64":{"forward":{"rtol":1e-9,"atol":1e-11},"gradient":{"rtol":1e-8,"atol":1e-10}}},
       "cases":[
      """;
  private static final String LEAKY =
      """
      {"name":"leaky","op":"OP","attrs":ATTRS,
       "inputs":{"x":{"shape":[2],"dtype":"float64","data":[-2,4]}},
       "outputs":{"y":{"shape":[2],"dtype":"float64","data":[-1,Y]}},
       "grad_outputs":{"y":{"shape":[2],"dtype":"float64","data":[3,5]}},
       "grads":{"x":{"shape":[2],"dtype":"float64","data":[1.5,G]}}}
      """;
  private static final String SLOPE = "{\"negative_slope\":0.5}";

  @TempDir private Path folder;

  private void check(String op, String attrs, String y, String g) throws IOException {
    String text = LEAKY.replace("OP", op).replace("ATTRS", attrs).replace("Y", y).replace("G", g);
    Path file = folder.resolve("new.json");
    Files.writeString(file, HEAD + text + "]}");
    GoldenFiles.read(file, DefaultBackend.ALONE).forEach(CaseCheck::check);
  }

  @Test
  void acceptsACaseOfAGroupNeverSeenBefore() {
    assertThatCode(() -> check("leaky_relu", SLOPE, "4", "5")).doesNotThrowAnyException();
  }

  @Test
  void rejectsAWrongValue() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check("leaky_relu", SLOPE, "4.00001", "5"))
        .withMessageStartingWith("leaky: float64 y, element 1: expected 4.00001, found 4.0");
  }

  @Test
  void rejectsAWrongGradient() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check("leaky_relu", SLOPE, "4", "5.00001"))
        .withMessageStartingWith("leaky: float64 gradient by x, element 1: expected 5.00001");
  }

  @Test
  void rejectsAnUnknownOp() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check("leaky_relu_2", SLOPE, "4", "5"))
        .withMessage("leaky: unknown op 'leaky_relu_2'");
  }

  @Test
  void rejectsAnAttributeThatNobodyReads() {
    String attrs = "{\"negative_slope\":0.5,\"inplace\":true}";
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check("leaky_relu", attrs, "4", "5"))
        .withMessage("leaky: attribute 'inplace' = true not handled");
  }

  @Test
  void rejectsAnotherFormat() throws IOException {
    Path file = Files.writeString(folder.resolve("old.json"), "{\"format\":\"golden-0\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoldenFiles.read(file, List.of()))
        .withMessageEndingWith("expected format golden-1, found golden-0");
  }
}
