package org.dermoscope.tune;

/**
 * A job to be posted.
 *
 * @param rung from 0
 * @param epochs to train at most
 */
public record Planned(Trial trial, int rung, int epochs) {}
