package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Regularizer} are found. */
@API(API.Status.STABLE)
public interface RegularizerProvider extends ComponentProvider<Regularizer> {}
