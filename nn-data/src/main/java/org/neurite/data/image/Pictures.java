package org.neurite.data.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurite.core.train.Fingerprint;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;

/** Decoded pictures, in memory or to be decoded again. */
final class Pictures {
  private static final int SHARE_OF_MEMORY = 8;
  private static final double SMALLEST_DEVIATION = 1.0 / 255;

  private final ImageReader reader;
  private final ImageSize size;
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();
  private final List<String> fingerprints = new ArrayList<>();
  private final List<byte[]> kept = new ArrayList<>();
  private final long mostKept;
  private boolean keeps = true;

  Pictures(ImageReader reader, ImageSize size) {
    this.reader = reader;
    this.size = size;
    this.mostKept = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
  }

  void add(Path file, int label) {
    byte[] pixels = reader.read(file);
    files.add(file);
    labels.add(label);
    sums.add(sums(pixels));
    fingerprints.add(new Fingerprint().add(pixels).hex());
    keeps = keeps && (files.size() + 1L) * size.bytes() < mostKept;
    if (keeps) {
      kept.add(pixels);
    } else {
      kept.clear();
    }
  }

  /** For each channel the sum of its numbers and of their squares. */
  private double[] sums(byte[] pixels) {
    int plane = pixels.length / size.channels();
    double[] channels = new double[2 * size.channels()];
    for (int i = 0; i < pixels.length; i++) {
      double value = (pixels[i] & 255) / (double) ImagePreprocessing.BRIGHTEST;
      channels[2 * (i / plane)] += value;
      channels[2 * (i / plane) + 1] += value * value;
    }
    return channels;
  }

  /** Means and deviations of the channels of some pictures. */
  ImageTransform transform(int[] pictures) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    double count = (double) pictures.length * size.height() * size.width();
    for (int channel = 0; channel < size.channels(); channel++) {
      double sum = 0;
      double squares = 0;
      for (int picture : pictures) {
        sum += sums.get(picture)[2 * channel];
        squares += sums.get(picture)[2 * channel + 1];
      }
      double mean = sum / count;
      means.add(mean);
      double variance = Math.max(0, squares / count - mean * mean);
      deviations.add(Math.max(SMALLEST_DEVIATION, Math.sqrt(variance)));
    }
    return new ImageTransform(size.crop(), means, deviations);
  }

  /** The same pictures with other numbers for their classes. */
  Pictures relabelled(int[] classes) {
    Pictures other = new Pictures(reader, size);
    other.files.addAll(files);
    labels.forEach(label -> other.labels.add(classes[label]));
    other.sums.addAll(sums);
    other.fingerprints.addAll(fingerprints);
    other.kept.addAll(kept);
    other.keeps = keeps;
    return other;
  }

  int count() {
    return files.size();
  }

  int label(int picture) {
    return labels.get(picture);
  }

  /** What tells a picture from others, at this size. */
  String fingerprint(int picture) {
    return fingerprints.get(picture);
  }

  ImageSize size() {
    return size;
  }

  /** Writes one picture as numbers from 0 to 1. */
  void read(int picture, float[] out, int at) {
    scale(keeps ? kept.get(picture) : reader.read(files.get(picture)), out, at);
  }

  static void scale(byte[] pixels, float[] out, int at) {
    for (int i = 0; i < pixels.length; i++) {
      out[at + i] = (pixels[i] & 255) / ImagePreprocessing.BRIGHTEST;
    }
  }
}
