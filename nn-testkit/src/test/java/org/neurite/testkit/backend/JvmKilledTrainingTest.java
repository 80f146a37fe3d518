package org.neurite.testkit.backend;

class JvmKilledTrainingTest extends KilledTrainingContract {
  @Override
  protected String backend() {
    return "jvm";
  }
}
