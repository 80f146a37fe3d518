package org.neurite.data.predict;

import java.awt.image.BufferedImage;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;
import org.neurite.core.model.Model;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Translator;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.preprocess.ImagePreprocessing;

/**
 * Speaks for models of images: pixels as bytes, channel by channel, row by row; for those of
 * pictures in grey or colour also files and decoded pictures of any size.
 */
final class ImageTranslator implements Translator {
  private static final int BYTE = 0xff;

  /** How files of pictures begin: PNG, JPEG, GIF, BMP. */
  private static final List<byte[]> SIGNATURES =
      List.of(
          new byte[] {(byte) 0x89, 'P', 'N', 'G'},
          new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
          new byte[] {'G', 'I', 'F', '8'},
          new byte[] {'B', 'M'});

  private final Model model;
  private final ImagePreprocessing preprocessing;
  private final Answers answers;

  ImageTranslator(Model model, ImagePreprocessing preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.answers = new Answers(model, preprocessing.target());
  }

  @Override
  public Optional<InputEncoder<?>> encoder(Type type) {
    if (type.equals(byte[].class)) {
      InputEncoder<byte[]> pixels = this::encode;
      return Optional.of(pixels);
    }
    if (isOfPictures() && type.equals(Path.class)) {
      InputEncoder<Path> files =
          (file, row) -> copy(ImageFolder.inputs(List.of(there(file)), preprocessing), row);
      return Optional.of(files);
    }
    if (isOfPictures() && type.equals(BufferedImage.class)) {
      InputEncoder<BufferedImage> pictures =
          (picture, row) -> copy(ImageFolder.input(there(picture), preprocessing), row);
      return Optional.of(pictures);
    }
    return Optional.empty();
  }

  /** Whether inputs are {@code [1 or 3, rows, columns]}, and not flattened for instance. */
  private boolean isOfPictures() {
    Shape shape = preprocessing.inputShape();
    return shape.equals(model.sampleShape())
        && shape.rank() == 3
        && (shape.dim(0).size() == 1 || shape.dim(0).size() == 3);
  }

  private <T> T there(T image) {
    return Samples.there(
        model, image, "an image; ImageIO.read gives null for a file that is no picture");
  }

  private static void copy(float[] input, float[] row) {
    System.arraycopy(input, 0, row, 0, row.length);
  }

  private void encode(byte[] input, float[] row) {
    byte[] pixels = there(input);
    if (pixels.length != row.length) {
      boolean isFile = SIGNATURES.stream().anyMatch(start -> begins(pixels, start));
      throw new DataException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(model.name() + ", image")
              .expected(row.length + " pixels of shape " + model.sampleShape())
              .found(isFile ? "the bytes of a picture's file" : pixels.length + " pixels")
              .mend(
                  isFile && isOfPictures()
                      ? "ask with a Path or a BufferedImage (ImageIO.read)"
                      : "scale the image to the size of those in training"));
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (pixels[i] & BYTE) / ImagePreprocessing.BRIGHTEST;
    }
    preprocessing.transform().normalise(row, 0, row.length);
  }

  private static boolean begins(byte[] bytes, byte[] start) {
    return Arrays.mismatch(bytes, start) >= start.length;
  }

  @Override
  public Optional<OutputDecoder<?>> decoder(Type type) {
    return answers.decoder(type);
  }

  @Override
  public String inputs() {
    return isOfPictures()
        ? "byte[] (pixels), Path or BufferedImage (a picture)"
        : "byte[] (pixels)";
  }

  @Override
  public String answers() {
    return answers.types();
  }
}
