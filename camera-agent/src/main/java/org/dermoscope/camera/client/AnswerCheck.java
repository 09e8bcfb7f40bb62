package org.dermoscope.camera.client;

import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/** Lets nothing through that is in the form of an answer and cannot be one. */
final class AnswerCheck {
    private static final double TOLERANCE = 1e-3;

    private AnswerCheck() {}

    static PredictionAnswer checked(PredictionAnswer answer) throws ServiceFault {
        double sum = 0;
        for (LesionClass lesionClass : LesionClass.all()) {
            @Nullable Double probability = answer.allProbabilities().get(lesionClass.displayName());
            if (probability == null || !(probability >= 0 && probability <= 1)) {
                throw nonsense("the probability of " + lesionClass.code() + " is " + probability);
            }
            sum += probability;
        }
        if (answer.allProbabilities().size() != LesionClass.COUNT || Math.abs(sum - 1) > TOLERANCE) {
            throw nonsense("its " + answer.allProbabilities().size() + " probabilities sum to " + sum);
        }
        if (!LesionClass.codes().contains(answer.classCode())
                || answer.classIndex() != LesionClass.ofCode(answer.classCode()).index()) {
            throw nonsense("its class is '" + answer.classCode() + "', index " + answer.classIndex());
        }
        if (answer.model() == null || (answer.abstained() && answer.abstention() == null)) {
            throw nonsense("it names no model or no reason to abstain");
        }
        return answer;
    }

    private static ServiceFault nonsense(String why) {
        return new ServiceFault(ServiceState.NOT_UNDERSTOOD, "The service's answer makes no sense: " + why);
    }
}
