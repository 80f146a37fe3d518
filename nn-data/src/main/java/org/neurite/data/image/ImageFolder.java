package org.neurite.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.Folds;
import org.neurite.data.Split;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;

/**
 * Pictures in folders: each folder that is not hidden is a class, its name the label, and the
 * pictures are in it or in folders below it. PNG, JPEG, GIF and BMP. Opening decodes every picture
 * once and so finds what is damaged; pictures are kept in memory while they fit into an eighth of
 * it, else decoded again in every epoch. Immutable.
 *
 * <pre>{@code
 * ImageFolder pets = ImageFolder.open(Path.of("pets"), ImageSize.rgb(64, 64).cropped(), true);
 * pets.skipped().forEach(System.err::println);
 * Split split = pets.augmented(new Augmentation(true, 4)).split(0.8, 42);
 * }</pre>
 */
public final class ImageFolder {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  private final Path folder;
  private final ImageSize size;
  private final List<String> labels;
  private final Pictures pictures;
  private final List<DataException> skipped;
  private final Augmentation augmentation;
  private final boolean normalised;

  private ImageFolder(
      Path folder,
      ImageSize size,
      List<String> labels,
      Pictures pictures,
      List<DataException> skipped,
      Augmentation augmentation,
      boolean normalised) {
    this.folder = folder;
    this.size = size;
    this.labels = labels;
    this.pictures = pictures;
    this.skipped = skipped;
    this.augmentation = augmentation;
    this.normalised = normalised;
  }

  /**
   * Reads the pictures of a folder.
   *
   * @param folder holds a folder for each class
   * @param size what all pictures are brought to
   * @param skipDamaged whether a damaged picture is left out, and listed in {@link #skipped()};
   *     else it is a fault
   * @return the pictures
   * @throws DataException with {@code NN-1701} if the folder cannot be read or there is no class
   *     with pictures in it, {@code NN-1702} at a damaged picture, {@code NN-1705} if there is one
   *     class only
   */
  public static ImageFolder open(Path folder, ImageSize size, boolean skipDamaged) {
    List<Path> classes = directories(folder);
    List<String> labels = classes.stream().map(path -> path.getFileName().toString()).toList();
    Pictures pictures = new Pictures(new ImageReader(size), size);
    List<DataException> skipped = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      for (Path file : files(classes.get(label))) {
        try {
          pictures.add(file, label);
        } catch (DataException e) {
          if (!skipDamaged) {
            throw e;
          }
          skipped.add(e);
        }
      }
    }
    if (labels.size() < 2 || pictures.count() < 2) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_TARGET)
              .at(folder.toString())
              .expected("at least two folders, one for each class, with pictures in them")
              .found(labels.size() + " folders with " + pictures.count() + " pictures"));
    }
    return new ImageFolder(
        folder, size, labels, pictures, List.copyOf(skipped), Augmentation.NONE, false);
  }

  /**
   * Whether a folder looks like one for {@link #open}.
   *
   * @param folder any path
   * @return true if it is a folder with at least two folders in it
   */
  public static boolean isFolder(Path folder) {
    return Files.isDirectory(folder) && directories(folder).size() > 1;
  }

  /**
   * Reads pictures for a trained model.
   *
   * @param files the pictures
   * @param preprocessing how the model's pictures were encoded
   * @return row-major inputs
   * @throws DataException with {@code NN-1701} or {@code NN-1702} at a picture that cannot be read,
   *     {@code NN-1402} if the model does not take pictures in grey or colour
   */
  public static float[] inputs(List<Path> files, ImagePreprocessing preprocessing) {
    ImageSize size = size(preprocessing);
    Pictures pictures = new Pictures(new ImageReader(size), size);
    float[] inputs = new float[Math.multiplyExact(files.size(), size.bytes())];
    for (int i = 0; i < files.size(); i++) {
      pictures.add(files.get(i), 0);
      pictures.read(i, inputs, i * size.bytes());
      preprocessing.transform().normalise(inputs, i * size.bytes(), size.bytes());
    }
    return inputs;
  }

  /**
   * Scales a picture that an application has decoded for a trained model.
   *
   * @param picture of any size and kind
   * @param preprocessing how the model's pictures were encoded
   * @return a row-major input
   * @throws DataException with {@code NN-1402} if the model does not take pictures in grey or
   *     colour
   */
  public static float[] input(BufferedImage picture, ImagePreprocessing preprocessing) {
    ImageSize size = size(preprocessing);
    float[] input = new float[size.bytes()];
    Pictures.scale(new ImageReader(size).scaled(picture), input, 0);
    preprocessing.transform().normalise(input, 0, input.length);
    return input;
  }

  /**
   * The size of a model's pictures.
   *
   * @param preprocessing how the model's pictures were encoded
   * @return the size
   * @throws DataException with {@code NN-1402} if the model does not take pictures in grey or
   *     colour
   */
  public static ImageSize size(ImagePreprocessing preprocessing) {
    long[] dims = preprocessing.inputShape().dims().stream().mapToLong(dim -> dim.size()).toArray();
    if (dims.length != 3 || (dims[0] != 1 && dims[0] != 3)) {
      throw new DataException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at("model")
              .expected("inputs [1 or 3, rows, columns], for pictures")
              .found(preprocessing.inputShape().toString())
              .mend("train on pictures that are not flattened"));
    }
    return new ImageSize(
        (int) dims[0], (int) dims[1], (int) dims[2], preprocessing.transform().crop());
  }

  /**
   * The pictures in a folder and those below it.
   *
   * @param folder any folder, or one picture
   * @return files with an ending of a picture, sorted
   * @throws DataException with {@code NN-1701} if the folder cannot be read
   */
  public static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(ImageFolder::isPicture).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) { // a folder below it
      throw unreadable(folder, e.getCause());
    }
  }

  /**
   * Whether a file's name is that of a picture.
   *
   * @param file any path
   * @return true if the file is there and has an ending of a picture
   */
  public static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  private static List<Path> directories(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ImageFolder::isClass).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** Hidden folders, as tools leave them behind, are none. */
  private static boolean isClass(Path path) {
    return Files.isDirectory(path) && !path.getFileName().toString().startsWith(".");
  }

  private static DataException unreadable(Path folder, IOException e) {
    return new DataException(
        Problem.of(ErrorCode.DATA_UNREADABLE)
            .at(folder.toString())
            .expected("a folder of pictures that can be read")
            .found(Files.exists(folder) ? "no folder, or a closed one" : "no such folder")
            .mend("check the name and the permission to read"),
        e);
  }

  /**
   * Changes training pictures a little at random, differently in every epoch. Pictures to validate
   * on stay as they are.
   *
   * @param changes which
   * @return changed data
   */
  public ImageFolder augmented(Augmentation changes) {
    return new ImageFolder(folder, size, labels, pictures, skipped, changes, normalised);
  }

  /**
   * Normalises each channel to mean 0 and deviation 1, as the training pictures have them.
   *
   * @return changed data
   */
  public ImageFolder normalised() {
    return new ImageFolder(folder, size, labels, pictures, skipped, augmentation, true);
  }

  /**
   * Damaged pictures that were left out.
   *
   * @return for each, what is wrong with it
   */
  public List<DataException> skipped() {
    return skipped;
  }

  /**
   * How many pictures there are.
   *
   * @return without those that were left out
   */
  public int count() {
    return pictures.count();
  }

  /**
   * The classes.
   *
   * @return names of folders, sorted
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * Dimensions of one picture: the input of a network.
   *
   * @return {@code [channels, rows, columns]}
   */
  public ImageSize size() {
    return size;
  }

  /**
   * Divides the pictures at random; every class keeps its share in both parts.
   *
   * @param trainFraction how many of the pictures to train on, above 0 and at most 1
   * @param seed of the random numbers
   * @return pictures to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty
   */
  public Split split(double trainFraction, long seed) {
    int held = Folds.held(folder.toString(), pictures.count(), trainFraction);
    Folds.Part part = Folds.stratified(classes(), held, seed);
    return split(part.trainRows(), part.validationRows());
  }

  private CategoryColumn classes() {
    int[] codes = IntStream.range(0, pictures.count()).map(pictures::label).toArray();
    return CategoryColumn.of("class", labels, codes);
  }

  private Split split(int[] train, int[] validation) {
    ImageTransform transform =
        normalised
            ? pictures.transform(train)
            : new ImageTransform(size.crop(), List.of(), List.of());
    ImagePreprocessing preprocessing =
        new ImagePreprocessing(
            size.shape(), new ClassTarget("class", Kind.CATEGORY, labels), transform);
    PictureDataset held = new PictureDataset(pictures, validation, transform, Augmentation.NONE);
    return new Split(
        new PictureDataset(pictures, train, transform, augmentation),
        validation.length == 0 ? Optional.empty() : Optional.of(held),
        preprocessing);
  }

  /**
   * All pictures as a trained model wants them, with their classes.
   *
   * @param preprocessing how the model's pictures were encoded, at the size of these
   * @return the pictures, in order
   * @throws DataException with {@code NN-1703} if a folder is none of the model's classes
   */
  public PictureDataset dataset(ImagePreprocessing preprocessing) {
    List<String> known = preprocessing.target().labels();
    for (String label : labels) {
      if (!known.contains(label)) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(folder.resolve(label).toString())
                .expected("one of the classes " + String.join(", ", known))
                .found("'" + label + "'"));
      }
    }
    int[] classes = labels.stream().mapToInt(known::indexOf).toArray();
    return new PictureDataset(
        pictures.relabelled(classes),
        IntStream.range(0, pictures.count()).toArray(),
        preprocessing.transform(),
        Augmentation.NONE);
  }

  /** Folder, pictures and classes. */
  @Override
  public String toString() {
    return "%s: %d pictures of %d classes".formatted(folder, pictures.count(), labels.size());
  }
}
