package org.neurite.data.idx;

import org.neurite.api.tensor.Shape;
import org.neurite.core.train.Fingerprint;
import org.neurite.data.preprocess.ImagePreprocessing;

/** Grey images of one size, a byte per pixel: 0 background, 255 ink. Immutable. */
public final class Images {
  private final String source;
  private final int count;
  private final int height;
  private final int width;
  private final byte[] pixels;

  /** The pixels are this object's own. */
  Images(String source, int count, int height, int width, byte[] pixels) {
    this.source = source;
    this.count = count;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  /**
   * Where they came from.
   *
   * @return for instance a file's name
   */
  public String source() {
    return source;
  }

  /**
   * How many there are.
   *
   * @return at least 1
   */
  public int count() {
    return count;
  }

  /**
   * Dimensions of one image.
   *
   * @return {@code [1, rows, columns]}
   */
  public Shape shape() {
    return Shape.of(1, height, width);
  }

  Fingerprint addTo(Fingerprint fingerprint) {
    return fingerprint.add(pixels);
  }

  /**
   * Writes one image as numbers from 0 to 1.
   *
   * @param image from 0
   * @param out receives the pixels, row by row
   * @param at where in {@code out} to begin
   */
  public void read(int image, float[] out, int at) {
    int size = height * width;
    int first = image * size;
    for (int i = 0; i < size; i++) {
      out[at + i] = (pixels[first + i] & 255) / ImagePreprocessing.BRIGHTEST;
    }
  }
}
