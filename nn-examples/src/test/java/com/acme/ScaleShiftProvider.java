package com.acme;

import org.neurite.api.component.LayerProvider;

/** Makes {@link ScaleShift} known by name. */
public final class ScaleShiftProvider implements LayerProvider {
  @Override
  public String name() {
    return "acme:scale-shift";
  }

  @Override
  public Class<ScaleShift> type() {
    return ScaleShift.class;
  }
}
