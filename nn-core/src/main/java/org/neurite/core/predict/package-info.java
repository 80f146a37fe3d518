/** Prediction with trained weights, from any number of threads at once. */
package org.neurite.core.predict;
