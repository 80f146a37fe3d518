package org.neurite.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurite.data.image.Augmentation;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.image.ImageSize;
import picocli.CommandLine.Option;

/** How pictures in folders are read. */
final class PictureOptions {
  private static final String SIZE = "--image-size";
  private static final Pattern SIDES = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");
  private static final int SIDE = 32;

  @Option(
      names = SIZE,
      paramLabel = "HEIGHTxWIDTH",
      description = "What pictures in folders are scaled to. Default: 32x32.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--grey", description = "Read pictures in folders without colours.")
  private boolean grey;

  @Option(
      names = "--crop",
      description = "Cut pictures of other proportions at their longer sides; else they stretch.")
  private boolean crop;

  @Option(
      names = "--augment",
      description = "Mirror and move training pictures at random, differently in every epoch.")
  private boolean augment;

  @Option(
      names = "--skip-damaged",
      description = "Leave damaged pictures out and say so; else they are an error.")
  private boolean skip;

  boolean isStated() {
    return size.isPresent() || grey || crop || augment || skip;
  }

  ImageFolder read(Path folder) {
    int[] sides = sides();
    ImageSize wanted = new ImageSize(grey ? 1 : 3, sides[0], sides[1], crop);
    ImageFolder pictures = ImageFolder.open(folder, wanted, skip).normalised();
    int shift = Math.max(1, Math.min(sides[0], sides[1]) / 8);
    return augment ? pictures.augmented(new Augmentation(true, shift)) : pictures;
  }

  private int[] sides() {
    if (size.isEmpty()) {
      return new int[] {SIDE, SIDE};
    }
    Matcher matcher = SIDES.matcher(size.get());
    Usage.require(matcher.matches(), SIZE, "two numbers, as in 32x48", size.get());
    return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
  }
}
