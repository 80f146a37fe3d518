package org.neurite.api.component;

/** Service interface through which components of kind {@link TrainingListener} are found. */
public interface ListenerProvider extends ComponentProvider<TrainingListener> {}
