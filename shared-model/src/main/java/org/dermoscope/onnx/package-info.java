/** Networks as ONNX files, and such files in ONNX Runtime. */
package org.dermoscope.onnx;
