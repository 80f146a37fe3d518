/**
 * Values: data types, shapes with one symbolic dimension (the batch), and host arrays. Nothing here
 * knows about graphs or backends.
 */
package org.neurite.api.tensor;
