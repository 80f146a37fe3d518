package org.neurite.data.stream;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a CSV file of any size: eight numbers, a category, and a number that follows from them.
 */
final class GeneratedCsv {
  private static final String[] SIDES = {"north", "east", "south", "west"};
  private static final int FEATURES = 8;
  private static final double SCALE = 1e4;

  private GeneratedCsv() {}

  /**
   * Writes a file.
   *
   * @param args file and number of rows
   */
  public static void main(String[] args) throws IOException {
    long bytes = write(Path.of(args[0]), Long.parseLong(args[1]));
    System.out.println(bytes + " bytes");
  }

  static long write(Path file, long rows) throws IOException {
    Random random = new Random(1);
    long bytes = 0;
    StringBuilder line = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("a,b,c,d,e,f,g,h,side,y\n");
      for (long row = 0; row < rows; row++) {
        line.setLength(0);
        double sum = 0;
        for (int i = 0; i < FEATURES; i++) {
          double value = random.nextInt(20_000) / SCALE - 1;
          sum += i % 2 == 0 ? value : -value;
          number(line, value).append(',');
        }
        int side = random.nextInt(SIDES.length);
        double target = sum / 2 + side * 0.25 + 0.1 * (random.nextDouble() - 0.5);
        number(line.append(SIDES[side]).append(','), target).append('\n');
        bytes += line.length();
        out.append(line);
      }
    }
    return bytes;
  }

  /** Four digits after the point, faster than formatting. */
  private static StringBuilder number(StringBuilder line, double value) {
    long units = Math.round(Math.abs(value) * SCALE);
    line.append(value < 0 ? "-" : "").append(units / 10_000).append('.');
    long rest = units % 10_000;
    for (long digit = 1_000; digit > 0; digit /= 10) {
      line.append((char) ('0' + rest / digit % 10));
    }
    return line;
  }
}
