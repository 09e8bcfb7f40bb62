package org.dermoscope.trainer.job;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.dermoscope.checkpoint.CheckpointPins;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.EnsembleListing;
import org.dermoscope.checkpoint.EnsembleManifest;
import org.dermoscope.checkpoint.EnsembleRepository;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.trainer.promotion.Promoter;
import org.dermoscope.trainer.promotion.PromotionRefusedException;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.PinAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Published ensembles, their promotion by hand, and what is kept from being pruned. */
@Path("/ensembles")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "ensembles")
public final class EnsembleResource {
    private static final Logger LOG = Logger.getLogger(EnsembleResource.class);
    private static final String BY = "operator over HTTP";

    private final EnsembleRepository ensembles;
    private final CheckpointPins pins;
    private final Promoter promoter;

    EnsembleResource(CheckpointRepository repository, Promoter promoter) {
        this.ensembles = repository.ensembles();
        this.pins = repository.pins();
        this.promoter = promoter;
    }

    @GET
    @Operation(operationId = "ensembles", summary = "The manifests of all ensembles, newest first")
    public List<EnsembleManifest> list() {
        EnsembleListing listing = ensembles.list();
        listing.unreadable().forEach(u -> LOG.warnf("%s is left out of the list: %s", u.key(), u.message()));
        return listing.ensembles().stream().map(StoredEnsemble::manifest).toList();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "ensemble", summary = "The manifest of an ensemble")
    @APIResponse(responseCode = "200", description = "The manifest")
    @APIResponse(responseCode = "404", description = "There is no such ensemble")
    public EnsembleManifest get(@PathParam("id") String id) {
        return find(id).manifest();
    }

    @GET
    @Path("{id}/evaluation")
    @Operation(
            operationId = "ensembleEvaluation",
            summary = "All figures of an ensemble",
            description = "As those of a checkpoint, of the mean of its members' calibrated probabilities.")
    @APIResponse(responseCode = "200", description = "The figures, as they were published")
    @APIResponse(responseCode = "404", description = "There is no such ensemble, or it has no figures")
    @APIResponse(responseCode = "409", description = "It is unusable")
    public Response evaluation(@PathParam("id") String id) {
        StoredEnsemble stored = find(id);
        try {
            return Response.ok(ensembles
                            .object(stored, ObjectNames.EVALUATION)
                            .orElseThrow(() -> ApiException.notFound(
                                    "no_document", "Ensemble '" + id + "' has no " + ObjectNames.EVALUATION)))
                    .build();
        } catch (CheckpointRejectedException e) {
            throw unusable(id, e);
        }
    }

    @POST
    @Path("{id}/pin")
    @Operation(
            operationId = "pinEnsemble",
            summary = "Keeps an ensemble and its members from being pruned",
            description = "Needs the operator token. Pinning twice is pinning once.")
    @APIResponse(responseCode = "200", description = "It is pinned")
    @APIResponse(responseCode = "404", description = "There is no such ensemble")
    public PinAnswer pin(@PathParam("id") String id) {
        if (!pins.pin(parse(id))) {
            throw unknown(id);
        }
        return new PinAnswer(id, true);
    }

    @POST
    @Path("{id}/unpin")
    @Operation(
            operationId = "unpinEnsemble",
            summary = "Lets a pinned ensemble and its members be pruned again",
            description = "Needs the operator token. Nothing happens if it is not pinned.")
    @APIResponse(responseCode = "200", description = "It is not pinned")
    @APIResponse(responseCode = "404", description = "There is no such ensemble")
    public PinAnswer unpin(@PathParam("id") String id) {
        pins.unpin(find(id).id());
        return new PinAnswer(id, false);
    }

    @POST
    @Path("{id}/promote")
    @Operation(
            operationId = "promoteEnsemble",
            summary = "Makes an ensemble champion whatever its figures",
            description =
                    "Needs the operator token. Switches automatic promotion on again after a rollback. A service on"
                            + " which the ensemble is too slow serves what it served before, and says so.")
    @APIResponse(responseCode = "200", description = "It is champion now")
    @APIResponse(responseCode = "404", description = "There is no such ensemble")
    @APIResponse(responseCode = "409", description = "It or one of its members is unusable")
    public PromotionAnswer promote(@PathParam("id") String id) {
        try {
            return JobRunner.answer(promoter.promote(parse(id), BY));
        } catch (PromotionRefusedException e) {
            int status = e.reason() == PromotionRefusedException.Reason.UNKNOWN_ENSEMBLE ? 404 : 409;
            throw new ApiException(status, e.reason().name().toLowerCase(Locale.ROOT), String.valueOf(e.getMessage()));
        }
    }

    private StoredEnsemble find(String id) {
        try {
            return ensembles.find(parse(id)).orElseThrow(() -> unknown(id));
        } catch (CheckpointRejectedException e) {
            throw unusable(id, e);
        }
    }

    private static ApiException unusable(String id, CheckpointRejectedException e) {
        return ApiException.conflict(
                "ensemble_" + e.reason().name().toLowerCase(Locale.ROOT),
                "Ensemble '" + id + "' is unusable: " + e.getMessage());
    }

    private static EnsembleId parse(String id) {
        try {
            return EnsembleId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("unknown_ensemble", "There is no ensemble '" + id + "'");
    }
}
