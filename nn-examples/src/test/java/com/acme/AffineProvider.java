package com.acme;

import org.neurite.api.component.LayerProvider;
import org.neurite.api.component.Provides;

/** Names {@link Affine} in model files. */
@Provides(name = "acme:affine", type = Affine.class)
public final class AffineProvider implements LayerProvider {}
