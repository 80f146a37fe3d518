package spiking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.train.ArrayDataset;

/**
 * Handwritten digits of 8 x 8 pixels (Alpaydin, Kaynak, 1998): every fifth is kept for the test.
 *
 * @param train what is learnt from
 * @param test what is judged by
 */
record Digits(ArrayDataset train, ArrayDataset test) {
  private static final Path FILE = Path.of("..", "..", "data", "optdigits.csv");
  private static final int PIXELS = 64;
  private static final Pattern COMMA = Pattern.compile(",");

  static Digits read() throws IOException {
    List<float[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FILE).subList(1, 1798)) {
      float[] row = new float[PIXELS + 1];
      String[] fields = COMMA.split(line);
      for (int i = 0; i < row.length; i++) {
        row[i] = Float.parseFloat(fields[i]);
      }
      rows.add(row);
    }
    List<float[]> train = new ArrayList<>();
    List<float[]> test = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      (i % 5 == 0 ? test : train).add(rows.get(i));
    }
    return new Digits(dataset(train), dataset(test));
  }

  private static ArrayDataset dataset(List<float[]> rows) {
    float[] pixels = new float[rows.size() * PIXELS];
    int[] digits = new int[rows.size()];
    for (int i = 0; i < digits.length; i++) {
      for (int k = 0; k < PIXELS; k++) {
        pixels[i * PIXELS + k] = rows.get(i)[k] / 16;
      }
      digits[i] = (int) rows.get(i)[PIXELS];
    }
    return new ArrayDataset(
        NDArray.of(pixels, digits.length, PIXELS), NDArray.of(digits, digits.length));
  }
}
