package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;
import org.neurite.data.column.Kind;

/**
 * Characters as numbers: each is its place among those of the training text.
 *
 * @param characters the characters, each once, sorted by code point
 * @param length how many characters a piece has, at least 1
 */
public record TextPreprocessing(List<String> characters, int length) implements Preprocessing {
  /** Copies the list and checks the length. */
  public TextPreprocessing {
    characters = List.copyOf(characters);
    if (characters.isEmpty() || length < 1) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("text")
              .expected("at least one character, and pieces of at least one")
              .found(characters.size() + " characters, pieces of " + length));
    }
  }

  /**
   * The characters of a text.
   *
   * @param text any text
   * @param length how many characters a piece has
   * @return each character once
   */
  public static TextPreprocessing of(String text, int length) {
    List<String> characters =
        text.codePoints().distinct().sorted().mapToObj(Character::toString).toList();
    return new TextPreprocessing(characters, length);
  }

  /**
   * Turns a text into numbers.
   *
   * @param source where the text comes from, for messages
   * @param text characters of the training text
   * @return one number for each character
   * @throws DataException with {@code NN-1703} if a character is unknown
   */
  public int[] encode(String source, String text) {
    Map<Integer, Integer> places = new HashMap<>();
    for (String character : characters) {
      places.put(character.codePointAt(0), places.size());
    }
    int[] codes = text.codePoints().toArray();
    int line = 1;
    for (int i = 0; i < codes.length; i++) {
      int character = codes[i];
      Integer place = places.get(character);
      if (place == null) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(source + ":" + line)
                .expected("one of the " + characters.size() + " characters of the training text")
                .found("'" + Character.toString(character) + "'")
                .mend("leave such characters out"));
      }
      line += character == '\n' ? 1 : 0;
      codes[i] = place;
    }
    return codes;
  }

  /**
   * Turns numbers into a text.
   *
   * @param codes places of characters
   * @return the text
   */
  public String decode(int... codes) {
    StringBuilder text = new StringBuilder();
    for (int code : codes) {
      text.append(characters.get(code));
    }
    return text.toString();
  }

  @Override
  public Shape inputShape() {
    return Shape.of(length);
  }

  /** The next character. */
  @Override
  public Target target() {
    return new ClassTarget("character", Kind.CATEGORY, new ArrayList<>(characters));
  }
}
