package com.acme;

import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Provides;

/** Names {@link Median} in model files. */
@Provides(name = "acme:median", type = Median.class)
public final class MedianProvider implements LayerProvider {}
