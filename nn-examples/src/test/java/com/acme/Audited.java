package com.acme;

import java.util.function.Consumer;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.EpochReport;
import org.neurite.api.component.Service;

/** Writes every epoch down, where the application says. */
public record Audited(@Service Consumer<String> audit) implements EpochListener {
  @Override
  public void onEpoch(EpochReport report) {
    audit.accept("epoch " + report.epoch() + ": loss " + report.values().get("loss"));
  }
}
