package org.neurite.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of an example: {@code [DATA] [--pictures FOLDER]}.
 *
 * @param data where data are read from, if stated
 * @param pictures folder that pictures are written to
 */
record Arguments(Optional<Path> data, Path pictures) {
  static Arguments parse(List<String> args) {
    List<String> rest = new ArrayList<>(args);
    int option = rest.indexOf("--pictures");
    Path pictures;
    if (option >= 0 && option + 1 < rest.size()) {
      pictures = Path.of(rest.remove(option + 1));
      rest.remove(option);
    } else {
      pictures = Places.defaultPictures();
    }
    return new Arguments(rest.stream().findFirst().map(Path::of), pictures);
  }
}
