/**
 * Compiled form of a graph: a linear list of instructions on numbered buffer slots, generic in the
 * batch size. This is all that a backend sees of a network.
 */
package org.neurite.api.program;
