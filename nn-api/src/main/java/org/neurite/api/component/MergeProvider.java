package org.neurite.api.component;

/** Service interface through which components of kind {@link Merge} are found. */
public interface MergeProvider extends ComponentProvider<Merge> {}
