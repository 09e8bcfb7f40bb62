package org.dermoscope.faults;

/**
 * One fault, and what has to hold under it.
 *
 * @param group under which it is chosen on the command line
 * @param name a sentence: what holds
 */
record FaultCase(String group, String name, Body body) {
    /** What is done. */
    @FunctionalInterface
    interface Body {
        /**
         * The figures of a case that held.
         *
         * @throws AssertionError if it did not hold; says what
         */
        String run(Trial trial) throws Exception;
    }
}
