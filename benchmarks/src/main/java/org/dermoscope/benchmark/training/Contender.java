package org.dermoscope.benchmark.training;

import java.util.List;
import java.util.Map;

/**
 * A program that answers as {@link StepServer} does.
 *
 * @param name for people
 * @param environment added to this process' own
 */
record Contender(String name, List<String> command, Map<String, String> environment) {}
