package org.neurite.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;

/**
 * Test images with what the network reads in them: a row that it reads rightly, then misread ones.
 */
final class DigitsPicture {
  private static final int COLUMNS = 10;
  private static final int CELL = 56;
  private static final int CAPTION = 20;
  private static final int CLASSES = 10;

  private final int side;
  private final int count;
  private final Batch images;
  private final int[] read;

  /** Reads all test images. */
  DigitsPicture(Trained trained, Digits digits) {
    Dataset test = digits.test();
    int size = Math.toIntExact(test.size().orElseThrow());
    this.side = digits.side();
    this.images = new Batch(size, test.inputShape(), test.targetType());
    float[] logits = new float[size * CLASSES];
    try (Dataset.Reader reader = test.read(Optional.empty());
        ArrayPredictor predictor = trained.predictor()) {
      this.count = reader.next(images);
      predictor.predict(images.inputs(), size, logits);
    }
    this.read = IntStream.range(0, size).map(image -> largest(logits, image)).toArray();
  }

  private static int largest(float[] logits, int image) {
    int best = 0;
    for (int digit = 1; digit < CLASSES; digit++) {
      best = logits[image * CLASSES + digit] > logits[image * CLASSES + best] ? digit : best;
    }
    return best;
  }

  int images() {
    return count;
  }

  int misread() {
    return wrong().length;
  }

  private boolean isRight(int image) {
    return read[image] == images.labels()[image];
  }

  private int[] wrong() {
    return IntStream.range(0, count).filter(image -> !isRight(image)).toArray();
  }

  /** One image of each digit that is read rightly. */
  private int[] right() {
    return IntStream.range(0, CLASSES)
        .flatMap(
            digit ->
                IntStream.range(0, count)
                    .filter(image -> isRight(image) && read[image] == digit)
                    .limit(1))
        .toArray();
  }

  Path draw(Path folder) {
    System.setProperty("java.awt.headless", "true");
    int width = COLUMNS * CELL;
    int height = 2 * (CELL + CAPTION);
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    row(graphics, sheet, right(), 0, Pictures.BLUE);
    row(graphics, sheet, wrong(), CELL + CAPTION, Pictures.ORANGE);
    graphics.dispose();
    return Pictures.save(folder, "handwritten-digits", sheet);
  }

  private void row(Graphics2D graphics, BufferedImage sheet, int[] chosen, int top, Color color) {
    for (int column = 0; column < Math.min(COLUMNS, chosen.length); column++) {
      int image = chosen[column];
      paint(sheet, image, column * CELL, top);
      String truth = Integer.toString(images.labels()[image]);
      String caption = isRight(image) ? truth : truth + " as " + read[image];
      graphics.setColor(color);
      graphics.drawString(caption, column * CELL + 6, top + CELL + 14);
    }
  }

  private void paint(BufferedImage sheet, int image, int left, int top) {
    int inner = CELL - 4;
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        int pixel = y * side / inner * side + x * side / inner;
        float ink = images.inputs()[image * side * side + pixel];
        int grey = Math.round(255 * (1 - ink));
        sheet.setRGB(left + 2 + x, top + 2 + y, new Color(grey, grey, grey).getRGB());
      }
    }
  }
}
