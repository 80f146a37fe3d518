package org.neurite.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.NeuriteException;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentRegistry;

/**
 * Runs the contract of a component that is known by name only: with its default settings, and
 * made-up ones where there is no default, on the first input that it accepts. An author's own test
 * says more: it names settings and input, and what the component does on purpose.
 */
public final class ContractCheck {
  private ContractCheck() {}

  /**
   * One rule of the contract.
   *
   * @param rule what must hold, in words
   * @param failure why it does not; empty if it does
   */
  public record Result(String rule, Optional<String> failure) {}

  /**
   * What a check gave.
   *
   * @param subject the component and what it was tried on
   * @param results one for each rule
   */
  public record Report(String subject, List<Result> results) {
    /** Copies the list. */
    public Report {
      results = List.copyOf(results);
    }

    /**
     * Whether every rule holds.
     *
     * @return true if so
     */
    public boolean holds() {
      return results.stream().allMatch(result -> result.failure().isEmpty());
    }
  }

  /**
   * Checks a component.
   *
   * @param registry where it is found by name
   * @param entry the component
   * @return the report
   */
  public static Report check(ComponentRegistry registry, ComponentEntry entry) {
    String subject = entry.kind().label() + " " + entry.name();
    try {
      Subjects.Subject made = new Subjects(registry).of(entry);
      return new Report(subject + ": " + made.description(), run(made.contract()));
    } catch (RuntimeException | LinkageError | AssertionError e) {
      return new Report(
          subject, List.of(new Result("can be made and tried", Optional.of(message(e)))));
    }
  }

  private static List<Result> run(ComponentContract contract) {
    List<Result> results = new ArrayList<>();
    Arrays.stream(contract.getClass().getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(rule -> results.add(new Result(words(rule.getName()), failure(contract, rule))));
    return results;
  }

  private static Optional<String> failure(ComponentContract contract, Method rule) {
    try {
      rule.invoke(contract);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(message(e.getCause()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // contracts and their rules are public
    }
  }

  private static String message(Throwable failure) {
    boolean told = failure instanceof AssertionError || failure instanceof NeuriteException;
    String text = told ? String.valueOf(failure.getMessage()) : failure.toString();
    return text.lines().findFirst().orElse(text);
  }

  /** {@code gradientIsTheDerivative} in words. */
  private static String words(String method) {
    return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
