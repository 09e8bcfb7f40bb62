package org.dermoscope.inference.oip;

/** Whether predictions can be had. */
public record ServerReady(boolean ready) {}
