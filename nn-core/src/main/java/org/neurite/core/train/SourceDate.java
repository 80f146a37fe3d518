package org.neurite.core.train;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The variable by which builds are told to give equal results (reproducible-builds.org, 2015). */
final class SourceDate {
  private static final Logger LOG = LoggerFactory.getLogger(SourceDate.class);
  private static final String VARIABLE = "SOURCE_DATE_EPOCH";

  private SourceDate() {}

  /** A clock that stands where the variable says, in seconds since 1970; else the system's. */
  static InstantSource clock(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "");
    if (text.matches("\\d{1,11}")) {
      return InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    if (!text.isEmpty()) {
      LOG.warn("{} is not a number of seconds since 1970: '{}'", VARIABLE, text);
    }
    return InstantSource.system();
  }
}
