/**
 * The traced graph: primitive operations with their shape rules, the nodes that connect them, and
 * the symbolic {@link org.neurite.api.graph.Tensor} that layers, losses and optimizers compute
 * with. Everything is immutable; a graph is what can be reached from its outputs.
 */
package org.neurite.api.graph;
