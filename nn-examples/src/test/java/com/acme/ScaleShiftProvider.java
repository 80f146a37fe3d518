package com.acme;

import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Provides;

/** Names {@link ScaleShift} in model files. */
@Provides(name = "acme:scale-shift", type = ScaleShift.class)
public final class ScaleShiftProvider implements LayerProvider {}
