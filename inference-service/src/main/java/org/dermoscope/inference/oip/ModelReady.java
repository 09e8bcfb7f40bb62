package org.dermoscope.inference.oip;

/** Whether the model can be asked. */
public record ModelReady(String name, boolean ready) {}
