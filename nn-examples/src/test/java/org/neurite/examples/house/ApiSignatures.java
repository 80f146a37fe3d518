package org.neurite.examples.house;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What others can refer to, one line each, in words that do not depend on the JDK. */
final class ApiSignatures {
  private ApiSignatures() {}

  static List<String> of(Collection<Class<?>> types) {
    return types.stream()
        .filter(type -> isOpen(type.getModifiers()))
        .sorted(Comparator.comparing(Class::getName))
        .flatMap(ApiSignatures::lines)
        .toList();
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<String> lines(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    Stream.of(type.getDeclaredFields())
        .filter(ApiSignatures::isOpen)
        .map(f -> field(f))
        .forEach(members::add);
    Stream.of(type.getDeclaredConstructors())
        .filter(ApiSignatures::isOpen)
        .map(c -> "new" + parameters(c))
        .forEach(members::add);
    Stream.of(type.getDeclaredMethods())
        .filter(ApiSignatures::isOpen)
        .map(ApiSignatures::method)
        .forEach(members::add);
    return Stream.concat(Stream.of(header(type)), members.stream().map(line -> "  " + line));
  }

  private static boolean isOpen(Member member) {
    return isOpen(member.getModifiers()) && !member.isSynthetic();
  }

  private static String header(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    String supers =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
            .filter(s -> s != Object.class && s != Record.class && s != Enum.class)
            .map(Class::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return "%s%s %s%s"
        .formatted(
            modifiers(type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STATIC),
            kind,
            type.getName(),
            supers.isEmpty() ? "" : " : " + supers);
  }

  private static String field(Field field) {
    return modifiers(field.getModifiers())
        + field.getGenericType().getTypeName()
        + " "
        + field.getName();
  }

  private static String method(Method method) {
    String standard = method.isDefault() ? "default " : "";
    return modifiers(method.getModifiers() & ~Modifier.TRANSIENT & ~Modifier.VOLATILE)
        + standard
        + method.getGenericReturnType().getTypeName()
        + " "
        + method.getName()
        + parameters(method);
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
        .map(java.lang.reflect.Type::getTypeName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & ~Modifier.PUBLIC & ~Modifier.SYNCHRONIZED);
    return text.isEmpty() ? "" : text + " ";
  }
}
