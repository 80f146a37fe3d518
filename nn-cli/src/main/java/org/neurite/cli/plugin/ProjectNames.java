package org.neurite.cli.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;

/** What a component's name becomes in Java, and which names cannot become anything. */
final class ProjectNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9-]*");
  private static final Pattern DASHES = Pattern.compile("-+");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"[^\"\n]*\"", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("(?<![%\\w])[A-Z]\\w*");

  private ProjectNames() {}

  /** Requires {@code vendor:name} that can be a package and a class. */
  static void check(String name) {
    require(NAME.matcher(name).matches(), name, "vendor:name of a-z, 0-9 and '-'", "");
    String vendor = name.substring(0, name.indexOf(':'));
    require(
        !SourceVersion.isKeyword(vendor) && !vendor.equals("java"),
        name,
        "a vendor that can be a Java package",
        "take another vendor: '" + vendor + "' is reserved in Java");
    require(
        Character.isLetter(name.charAt(vendor.length() + 1)),
        name,
        "a name after the colon that begins with a letter, as it becomes a Java class",
        "write its number in the middle or at the end");
  }

  /** Requires that classes are called otherwise than those that a template uses. */
  static void checkFree(String name, List<String> classes, String template) {
    Set<String> used =
        CLASS
            .matcher(COMMENT.matcher(template).replaceAll(" "))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    for (String type : classes) {
      require(
          !used.contains(type),
          name,
          "a name whose Java class is not one that the project itself uses",
          "take a longer one, as the class " + type + " would hide that one");
    }
  }

  private static void require(boolean holds, String name, String expected, String mend) {
    if (!holds) {
      throw new NeuriteException(
          Problem.of(ErrorCode.BAD_USAGE)
              .at("--name")
              .expected(expected)
              .found("'" + name + "'")
              .mend(mend));
    }
  }

  /** By the naming rules of the Java language: {@code my-company} is {@code my_company}. */
  static String javaPackage(String vendor) {
    String name = vendor.replace('-', '_');
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** {@code scale-shift} is {@code ScaleShift}. */
  static String javaClass(String component) {
    return Arrays.stream(DASHES.split(component))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }
}
