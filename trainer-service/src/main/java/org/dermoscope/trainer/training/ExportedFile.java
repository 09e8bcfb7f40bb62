package org.dermoscope.trainer.training;

import org.dermoscope.checkpoint.ExportedNetwork;

/** A form of a network with what the manifest says of it. */
record ExportedFile(ExportedNetwork entry, byte[] content) {}
