package org.neurite.examples.files;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage to a file's bytes, as by a bad disk, a broken transfer, or somebody who tries. */
final class ByteMutations {
  private static final List<Integer> BORDERS =
      List.of(0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE, -1);

  private ByteMutations() {}

  static byte[] mutate(byte[] file, Random random) {
    byte[] bytes = file.clone();
    return switch (random.nextInt(9)) {
      case 0 -> flip(bytes, random, 1);
      case 1 -> flip(bytes, random, 1 + random.nextInt(64));
      case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 3 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4096));
      case 4 -> overwrite(bytes, random);
      case 5 -> move(bytes, random);
      case 6 -> directory(bytes, random);
      case 7 -> directory(directory(bytes, random), random);
      default -> without(bytes, random);
    };
  }

  private static byte[] flip(byte[] bytes, Random random, int bits) {
    for (int i = 0; i < bits; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] overwrite(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
    Arrays.fill(bytes, from, to, (byte) random.nextInt());
    return bytes;
  }

  private static byte[] move(byte[] bytes, Random random) {
    int length = 1 + random.nextInt(Math.min(512, bytes.length / 2));
    int from = random.nextInt(bytes.length - length);
    int to = random.nextInt(bytes.length - length);
    System.arraycopy(bytes.clone(), from, bytes, to, length);
    return bytes;
  }

  private static byte[] without(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, rest, from, bytes.length - to);
    return rest;
  }

  /** A zip states names, lengths and places in its last part and before each entry. */
  private static byte[] directory(byte[] bytes, Random random) {
    int at = record(bytes, random) + random.nextInt(46);
    int value = random.nextBoolean() ? random.nextInt() : BORDERS.get(random.nextInt(10));
    int width = 1 << random.nextInt(3);
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
    return bytes;
  }

  /** Where one of the records begins that the format marks with "PK". */
  private static int record(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    for (int i = 0; i < bytes.length - 4; i++) {
      int at = (from + i) % (bytes.length - 4);
      if (bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] < 8 && bytes[at + 3] < 8) {
        return at;
      }
    }
    return from;
  }
}
