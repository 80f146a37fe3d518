package org.neurite.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.column.Column;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.csv.Csv;
import org.neurite.data.idx.Idx;

/**
 * Handwritten digits as rows of pixels from 0 to 1.
 *
 * @param train images to learn from
 * @param test images to judge by
 * @param side height and width of an image
 * @param hidden units of hidden layers that suit the size
 */
record Digits(Dataset train, Dataset test, int side, List<Integer> hidden) {
  private static final double BRIGHTEST = 16;

  /** MNIST's 70,000 images of 28x28 pixels, from its four files. */
  static Digits mnist(Path directory) {
    Split split = Idx.directory(directory).flattened().split();
    return new Digits(split.train(), split.validation().orElseThrow(), 28, List.of(256, 128));
  }

  /** The committed 1,797 images of 8x8 pixels; every fifth is for judging. */
  static Digits small(Path csv) {
    Table table = Csv.read(csv);
    int[] all = IntStream.range(0, table.rows()).toArray();
    return new Digits(
        rows(table, IntStream.of(all).filter(row -> row % 5 != 4).toArray()),
        rows(table, IntStream.of(all).filter(row -> row % 5 == 4).toArray()),
        8,
        List.of(64));
  }

  private static Dataset rows(Table table, int[] rows) {
    int pixels = table.columns().size() - 1;
    float[] images = new float[rows.length * pixels];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        images[i * pixels + pixel] = (float) (value(table, pixel, rows[i]) / BRIGHTEST);
      }
      labels[i] = (int) value(table, pixels, rows[i]);
    }
    return new ArrayDataset(
        NDArray.of(images, rows.length, pixels), NDArray.of(labels, rows.length));
  }

  private static double value(Table table, int column, int row) {
    Column values = table.columns().get(column);
    return ((NumberColumn) values).value(row);
  }
}
