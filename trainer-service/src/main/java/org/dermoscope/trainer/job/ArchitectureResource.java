package org.dermoscope.trainer.job;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureSummary;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.wire.ArchitectureAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be trained, and how it is trained unless a job says otherwise. */
@Path("/architectures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "architectures")
public final class ArchitectureResource {
    @GET
    @Operation(operationId = "architectures", summary = "All architectures with their default recipes")
    public List<ArchitectureAnswer> list() {
        return Architectures.all().stream().map(ArchitectureResource::answer).toList();
    }

    private static ArchitectureAnswer answer(Architecture architecture) {
        ArchitectureSummary summary = ArchitectureSummary.of(architecture);
        return new ArchitectureAnswer(
                architecture.id(),
                architecture.description(),
                summary.parameters(),
                summary.trainable(),
                new ArchitectureAnswer.Input(
                        architecture.input().height(), architecture.input().width()),
                RunConfigResolver.texts(architecture.precisions()),
                architecture.recipe(),
                architecture.sampleRecipe());
    }
}
