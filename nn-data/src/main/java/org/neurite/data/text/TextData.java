package org.neurite.data.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.Folds;
import org.neurite.data.Split;
import org.neurite.data.preprocess.TextPreprocessing;

/**
 * A text to learn from character by character. Immutable.
 *
 * <pre>{@code
 * Split split = TextData.read(Path.of("shakespeare.txt")).split(64, 0.9);
 * }</pre>
 */
public final class TextData {
  private final String source;
  private final String text;

  private TextData(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /**
   * A text in memory.
   *
   * @param source where it comes from, for messages
   * @param text at least two characters
   * @return the text
   */
  public static TextData of(String source, String text) {
    return new TextData(source, text);
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param file a text file
   * @return the text
   * @throws DataException with {@code NN-1701} if the file cannot be read, {@code NN-1702} if it is
   *     not in UTF-8
   */
  public static TextData read(Path file) {
    try {
      return new TextData(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new DataException(
          Problem.of(ErrorCode.DATA_MALFORMED)
              .at(file.toString())
              .expected("text in UTF-8")
              .found("bytes that are none")
              .mend("convert the file"),
          e);
    } catch (IOException e) {
      throw new DataException(
          Problem.of(ErrorCode.DATA_UNREADABLE)
              .at(file.toString())
              .expected("a text file that can be read")
              .found(
                  e instanceof NoSuchFileException
                      ? "no such file"
                      : String.valueOf(e.getMessage()))
              .mend("check the name, the folder and the permission to read"),
          e);
    }
  }

  /**
   * The text itself.
   *
   * @return all characters
   */
  public String text() {
    return text;
  }

  /**
   * Divides the text: its end is held back. The characters are those of the whole text, so that the
   * end can be judged.
   *
   * @param length how many characters a piece has, at least 1
   * @param trainFraction how much of the text to train on, above 0 and at most 1
   * @return pieces to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part is shorter than a piece and one more
   */
  public Split split(int length, double trainFraction) {
    if (text.isEmpty()) {
      throw tooShort("a text", 0);
    }
    TextPreprocessing preprocessing = TextPreprocessing.of(text, length);
    int[] codes = preprocessing.encode(source, text);
    int held = Folds.held(source, codes.length, trainFraction);
    int train = codes.length - held;
    if (train <= length || (held > 0 && held <= length)) {
      throw tooShort(
          "more than " + length + " characters in each part",
          Math.min(train, codes.length - train));
    }
    Optional<TextWindows> validation =
        held == 0 ? Optional.empty() : Optional.of(new TextWindows(codes, train, held, length));
    return new Split(
        new TextWindows(codes, 0, train, length), validation.map(data -> data), preprocessing);
  }

  private DataException tooShort(String expected, int found) {
    return new DataException(
        Problem.of(ErrorCode.TOO_FEW_ROWS)
            .at(source)
            .expected(expected)
            .found(found + " characters")
            .mend("take shorter pieces, or a longer text"));
  }

  /**
   * A text as a trained model wants it.
   *
   * @param preprocessing of the model
   * @return its pieces
   * @throws DataException with {@code NN-1703} if a character is unknown, {@code NN-1706} if the
   *     text is shorter than a piece and one more
   */
  public TextWindows dataset(TextPreprocessing preprocessing) {
    int[] codes = preprocessing.encode(source, text);
    if (codes.length <= preprocessing.length()) {
      throw tooShort("more than " + preprocessing.length() + " characters", codes.length);
    }
    return new TextWindows(codes, 0, codes.length, preprocessing.length());
  }

  /** Source and length. */
  @Override
  public String toString() {
    return source + ": " + text.length() + " characters";
  }
}
