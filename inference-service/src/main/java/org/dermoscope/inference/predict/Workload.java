package org.dermoscope.inference.predict;

import java.time.Duration;
import org.dermoscope.inference.model.BatchShapes;

/**
 * How much is worked on at a time.
 *
 * @param concurrency requests decoded and classified at the same time, at least 1
 * @param maxQueued requests that wait, at least 0
 * @param deadline within which the last pass of a request must have started
 * @param shapes batch sizes of the network's passes
 */
public record Workload(int concurrency, int maxQueued, Duration deadline, BatchShapes shapes) {}
