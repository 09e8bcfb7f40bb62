package org.dermoscope.inference.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dermoscope.checkpoint.Manifest;

/**
 * The manifest of what is served, its fields at the top, with the state beside them.
 *
 * @param state how what is served relates to the champion pointer
 * @param disclaimer stands wherever a result is shown
 */
public record ModelAnswer(@JsonUnwrapped Manifest manifest, ModelState state, String disclaimer) {}
