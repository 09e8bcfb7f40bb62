package org.dermoscope.trainer.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dermoscope.checkpoint.Manifest;

/** The fields of a manifest, and what may change about its checkpoint. */
record CheckpointDetails(@JsonUnwrapped Manifest manifest, boolean pinned) {}
