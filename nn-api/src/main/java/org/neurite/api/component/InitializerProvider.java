package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Initializer} are found. */
@API(API.Status.STABLE)
public interface InitializerProvider extends ComponentProvider<Initializer> {}
