package org.neurite.core.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A graph was compiled to a program. */
@Name(CompileEvent.NAME)
@Label("Compilation")
@Category("Neurite")
@Description("A traced graph became a program")
public final class CompileEvent extends Event {
  /** What recordings call it. */
  public static final String NAME = "org.neurite.Compile";

  @Label("Program")
  String program = "";

  @Label("Instructions")
  int instructions;

  private CompileEvent() {}

  static CompileEvent start() {
    CompileEvent event = new CompileEvent();
    event.begin();
    return event;
  }

  /**
   * Ends and records, if somebody records.
   *
   * @param programName what the program is called
   * @param instructionCount how many instructions it has
   */
  public void finish(String programName, int instructionCount) {
    end();
    program = programName;
    instructions = instructionCount;
    commit();
  }
}
