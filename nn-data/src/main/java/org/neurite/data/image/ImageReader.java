package org.neurite.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** Decodes a picture and brings it to a size. Makes no temporary file. */
final class ImageReader {
  private static final long MOST_PIXELS = 1L << 26;
  private static final int LONGEST_SIDE = 1 << 16;
  private static final int OPAQUE = 255;

  /** What the JDK's decoder of JPEG, and libjpeg below it, say where pixels are lost. */
  private static final List<String> LOSSES =
      List.of("Truncated File", "premature end of data", "bad Huffman code");

  private final ImageSize size;

  ImageReader(ImageSize size) {
    this.size = size;
  }

  /**
   * Reads one picture.
   *
   * @return bytes, channel by channel, each row by row
   * @throws DataException with {@code NN-1701} if the file cannot be read, {@code NN-1702} if it is
   *     no picture, damaged or too large
   */
  byte[] read(Path file) {
    return scaled(decode(file));
  }

  private BufferedImage decode(Path file) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw malformed(file, "bytes of another kind");
      }
      javax.imageio.ImageReader reader = readers.next();
      try {
        List<String> warnings = new ArrayList<>();
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        requireModest(file, reader.getWidth(0), reader.getHeight(0));
        BufferedImage image = reader.read(0);
        requireWhole(file, warnings);
        return image;
      } finally {
        reader.dispose();
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders throw all kinds at damaged bytes
      if (!Files.isReadable(file)) {
        throw new DataException(
            Problem.of(ErrorCode.DATA_UNREADABLE)
                .at(file.toString())
                .expected("a picture that can be read")
                .found(String.valueOf(e.getMessage()))
                .mend("check the name, the folder and the permission to read"),
            e);
      }
      throw malformed(file, "a damaged one: " + e.getMessage());
    }
  }

  private static void requireModest(Path file, int width, int height) {
    long pixels = (long) width * height;
    if (pixels > MOST_PIXELS) {
      throw malformed(file, pixels + " pixels, more than " + MOST_PIXELS);
    }
    if (Math.max(width, height) > LONGEST_SIDE) {
      throw malformed(file, width + " by " + height + " pixels, more than " + LONGEST_SIDE);
    }
  }

  /** A decoder that comes to an early end may warn, and pad what is lost with grey. */
  private static void requireWhole(Path file, List<String> warnings) {
    for (String warning : warnings) {
      if (LOSSES.stream().anyMatch(warning::contains)) {
        throw malformed(file, "a damaged one: " + warning);
      }
    }
  }

  private static DataException malformed(Path file, String found) {
    return new DataException(
        Problem.of(ErrorCode.DATA_MALFORMED)
            .at(file.toString())
            .expected("a whole PNG or JPEG picture")
            .found(found)
            .mend("replace the file, or have such files skipped"));
  }

  /**
   * Brings a picture to the size: bytes, channel by channel, each row by row. Needs a few times the
   * memory of these, since it takes one row of the picture at a time.
   */
  byte[] scaled(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    double scale =
        size.crop() ? Math.min((double) height / size.height(), (double) width / size.width()) : 0;
    double keptHeight = size.crop() ? size.height() * scale : height;
    double keptWidth = size.crop() ? size.width() * scale : width;
    Resampling rows = new Resampling((height - keptHeight) / 2, keptHeight, height, size.height());
    Resampling columns = new Resampling((width - keptWidth) / 2, keptWidth, width, size.width());
    boolean isGrey = isGrey(image);
    float[][] sums = new float[size.channels()][size.height() * size.width()];
    for (int y = rows.first(0); y < rows.end(size.height() - 1); y++) {
      float[][] line = columns.of(isGrey ? greyLine(image, y) : colourLine(image, y));
      rows.share(y, line, sums);
    }
    return bytes(sums);
  }

  private byte[] bytes(float[][] planes) {
    byte[] bytes = new byte[size.bytes()];
    int at = 0;
    for (float[] plane : planes) {
      for (float value : plane) {
        bytes[at++] = (byte) Math.round(value);
      }
    }
    return bytes;
  }

  /** Whether samples are grey values themselves; asked for colours, they would be brightened. */
  private static boolean isGrey(BufferedImage image) {
    ColorModel model = image.getColorModel();
    boolean isWhole =
        model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT;
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && isWhole
        && !model.isAlphaPremultiplied();
  }

  /** One row, channels from 0 to 255; what is transparent is white. */
  private float[][] greyLine(BufferedImage image, int y) {
    float[] grey = samples(image, y, 0);
    if (image.getColorModel().hasAlpha()) {
      float[] alpha = samples(image, y, 1);
      for (int i = 0; i < grey.length; i++) {
        grey[i] = over(grey[i], alpha[i] / OPAQUE);
      }
    }
    float[][] line = new float[size.channels()][];
    Arrays.fill(line, grey);
    return line;
  }

  /** Values of one band of a row, from 0 to 255 whatever its bits. */
  private static float[] samples(BufferedImage image, int y, int band) {
    float[] samples = image.getRaster().getSamples(0, y, image.getWidth(), 1, band, (float[]) null);
    float most = (1 << image.getColorModel().getComponentSize(band)) - 1;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] * OPAQUE / most;
    }
    return samples;
  }

  private float[][] colourLine(BufferedImage image, int y) {
    int[] pixels = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
    float[][] line = new float[size.channels()][pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      float alpha = (pixel >>> 24) / (float) OPAQUE;
      float red = over(pixel >> 16 & 255, alpha);
      float green = over(pixel >> 8 & 255, alpha);
      float blue = over(pixel & 255, alpha);
      if (line.length == 1) {
        line[0][i] = 0.299f * red + 0.587f * green + 0.114f * blue; // luma of ITU-R BT.601
      } else {
        line[0][i] = red;
        line[1][i] = green;
        line[2][i] = blue;
      }
    }
    return line;
  }

  private static float over(float value, float alpha) {
    return value * alpha + OPAQUE * (1 - alpha);
  }
}
