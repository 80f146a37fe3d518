package org.neurite.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small files to train on, made up with a fixed seed. */
final class Samples {
  private Samples() {}

  /** Rows of rooms, a district and a price in thousands that follows from both. */
  static Path houses(Path folder, int rows) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("rooms,district,price\n");
    for (int i = 0; i < rows; i++) {
      int rooms = 1 + random.nextInt(9);
      boolean centre = random.nextBoolean();
      double price = 50_000 + 20_000.0 * rooms * (centre ? 2 : 1) + 1000 * random.nextGaussian();
      text.append(
          String.format(Locale.ROOT, "%d,%s,%.1f%n", rooms, centre ? "centre" : "suburb", price));
    }
    return Files.writeString(folder.resolve("houses.csv"), text);
  }

  /** Points on a plane, of the class "left" or "right". */
  static Path points(Path folder, int rows) throws IOException {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("x,y,side\n");
    for (int i = 0; i < rows; i++) {
      double x = random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT, "%f,%f,%s%n", x, random.nextGaussian(), x < 0 ? "left" : "right"));
    }
    return Files.writeString(folder.resolve("points.csv"), text);
  }

  /** Four IDX files: images of which one of two halves is bright. */
  static Path images(Path folder) throws IOException {
    return images(folder.resolve("halves"), 4);
  }

  static Path images(Path folder, int side) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", 64, side, 3);
    write(folder, "t10k", 16, side, 4);
    return folder;
  }

  private static void write(Path folder, String part, int count, int side, long seed)
      throws IOException {
    Random random = new Random(seed);
    try (DataOutputStream pixels = open(folder.resolve(part + "-images-idx3-ubyte.gz"));
        DataOutputStream labels = open(folder.resolve(part + "-labels-idx1-ubyte.gz"))) {
      for (int header : new int[] {2051, count, side, side}) {
        pixels.writeInt(header);
      }
      labels.writeInt(2049);
      labels.writeInt(count);
      for (int i = 0; i < count; i++) {
        int label = random.nextInt(2);
        labels.write(label);
        for (int pixel = 0; pixel < side * side; pixel++) {
          pixels.write(random.nextInt(100) + (2 * pixel / (side * side) == label ? 150 : 0));
        }
      }
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return new DataOutputStream(new GZIPOutputStream(out));
  }
}
