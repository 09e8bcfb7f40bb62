package org.dermoscope.camera.client;

/**
 * What the user is told of what answers.
 *
 * @param sentence for people; empty while it answers
 */
public record ServiceCondition(ServiceState state, String sentence) {
    static final ServiceCondition WAITING = new ServiceCondition(ServiceState.WAITING, "Waiting for the first answer");
    static final ServiceCondition ANSWERING = new ServiceCondition(ServiceState.ANSWERING, "");
}
