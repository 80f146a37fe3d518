/**
 * What plugin authors implement. A component is an immutable record: its record components are its
 * settings, its compact constructor checks them, and one method computes with symbolic tensors.
 * Gradient, saving, every backend and thread safety follow from that.
 */
package org.neurite.api.component;
