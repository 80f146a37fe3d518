package org.neurite.api.backend;

import org.neurite.api.API;

/**
 * Whether a backend can run here.
 *
 * @param available whether it can
 * @param detail what was found (version, instruction set, threads), or why it can't and what to do
 */
@API(API.Status.EXPERIMENTAL)
public record Probe(boolean available, String detail) {
  /**
   * A backend that can run.
   *
   * @param detail what was found
   * @return the answer
   */
  public static Probe available(String detail) {
    return new Probe(true, detail);
  }

  /**
   * A backend that cannot run.
   *
   * @param reason why, and what to do
   * @return the answer
   */
  public static Probe unavailable(String reason) {
    return new Probe(false, reason);
  }
}
