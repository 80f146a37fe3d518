package org.neurite.data.predict;

import java.lang.reflect.Type;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.model.Model;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Translator;
import org.neurite.data.preprocess.ImagePreprocessing;

/** Speaks for models of images: pixels as bytes, channel by channel, row by row. */
final class ImageTranslator implements Translator {
  private static final int BYTE = 0xff;

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
    if (!type.equals(byte[].class)) {
      return Optional.empty();
    }
    InputEncoder<byte[]> pixels = this::encode;
    return Optional.of(pixels);
  }

  private void encode(byte[] pixels, float[] row) {
    if (pixels.length != row.length) {
      throw new DataException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(model.name() + ", image")
              .expected(row.length + " pixels of shape " + model.sampleShape())
              .found(pixels.length + " pixels")
              .mend("scale the image to the size of those in training"));
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (pixels[i] & BYTE) / ImagePreprocessing.BRIGHTEST;
    }
    preprocessing.transform().normalise(row, 0, row.length);
  }

  @Override
  public Optional<OutputDecoder<?>> decoder(Type type) {
    return answers.decoder(type);
  }

  @Override
  public String inputs() {
    return "byte[] (pixels)";
  }

  @Override
  public String answers() {
    return answers.types();
  }
}
