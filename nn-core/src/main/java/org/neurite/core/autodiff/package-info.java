/**
 * Reverse-mode differentiation of graphs: one rule per operation, each giving graph again, so that
 * gradients of gradients need nothing more.
 */
package org.neurite.core.autodiff;
