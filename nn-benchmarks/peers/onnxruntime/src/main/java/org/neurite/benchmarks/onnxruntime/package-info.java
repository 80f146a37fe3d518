/** ONNX Runtime as a subject. */
@NullMarked
package org.neurite.benchmarks.onnxruntime;

import org.jspecify.annotations.NullMarked;
