package org.dermoscope.inference.oip;

/** Whether the process does its work. */
public record ServerLive(boolean live) {}
