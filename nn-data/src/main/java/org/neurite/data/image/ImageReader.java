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
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw malformed(file, pixels + " pixels, more than " + MOST_PIXELS);
        }
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

  /** Brings a picture to the size: bytes, channel by channel, each row by row. */
  byte[] scaled(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    double scale =
        size.crop() ? Math.min((double) height / size.height(), (double) width / size.width()) : 0;
    double keptHeight = size.crop() ? size.height() * scale : height;
    double keptWidth = size.crop() ? size.width() * scale : width;
    Resampling rows = new Resampling((height - keptHeight) / 2, keptHeight, height, size.height());
    Resampling columns = new Resampling((width - keptWidth) / 2, keptWidth, width, size.width());
    float[][] planes = planes(image);
    byte[] bytes = new byte[size.bytes()];
    float[] half = new float[height * size.width()];
    int at = 0;
    for (float[] plane : planes) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < size.width(); x++) {
          half[y * size.width() + x] = columns.at(x, plane, y * width, 1);
        }
      }
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          bytes[at++] = (byte) Math.round(rows.at(y, half, x, size.width()));
        }
      }
    }
    return bytes;
  }

  /** Channels from 0 to 255; what is transparent is white. */
  private float[][] planes(BufferedImage image) {
    return isGrey(image) ? greyPlanes(image) : colourPlanes(image);
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

  private float[][] greyPlanes(BufferedImage image) {
    ColorModel model = image.getColorModel();
    float[] grey = samples(image, 0);
    if (model.hasAlpha()) {
      float[] alpha = samples(image, 1);
      for (int i = 0; i < grey.length; i++) {
        grey[i] = over(grey[i], alpha[i] / OPAQUE);
      }
    }
    float[][] planes = new float[size.channels()][];
    Arrays.fill(planes, grey);
    return planes;
  }

  /** Values of one band, from 0 to 255 whatever its bits. */
  private static float[] samples(BufferedImage image, int band) {
    int width = image.getWidth();
    float[] samples =
        image.getRaster().getSamples(0, 0, width, image.getHeight(), band, (float[]) null);
    float most = (1 << image.getColorModel().getComponentSize(band)) - 1;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] * OPAQUE / most;
    }
    return samples;
  }

  private float[][] colourPlanes(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    float[][] planes = new float[size.channels()][pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      float alpha = (pixel >>> 24) / (float) OPAQUE;
      float red = over(pixel >> 16 & 255, alpha);
      float green = over(pixel >> 8 & 255, alpha);
      float blue = over(pixel & 255, alpha);
      if (planes.length == 1) {
        planes[0][i] = 0.299f * red + 0.587f * green + 0.114f * blue; // luma of ITU-R BT.601
      } else {
        planes[0][i] = red;
        planes[1][i] = green;
        planes[2][i] = blue;
      }
    }
    return planes;
  }

  private static float over(float value, float alpha) {
    return value * alpha + OPAQUE * (1 - alpha);
  }
}
