package org.neurite.testkit.golden;

/** Checks one case. */
final class CaseCheck {
  private CaseCheck() {}

  /**
   * Computes what a case says and compares.
   *
   * @throws AssertionError if a number is off, the op is unknown, or an attribute means nothing to
   *     anybody; its message begins with the case's name
   */
  static void check(GoldenCase golden) {
    try {
      Subject subject =
          Subjects.find(golden.op())
              .orElseThrow(() -> new AssertionError("unknown op '" + golden.op() + "'"));
      Attributes attributes = new Attributes(golden.attrs());
      subject.check(golden, attributes);
      attributes.requireAllRead();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(golden.name() + ": " + e.getMessage(), e);
    }
  }
}
