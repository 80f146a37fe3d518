/**
 * Models: named layers over an input shape, traced on demand into graphs whose variables carry the
 * layers' names.
 */
package org.neurite.core.model;
