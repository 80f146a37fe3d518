package org.neurite.core.model;

import org.neurite.api.component.Layer;

/**
 * A layer of a model under its name.
 *
 * @param name unique in the model; a part of parameter names and paths
 * @param layer the layer
 */
public record NamedLayer(String name, Layer layer) {}
