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
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointListing;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.trainer.promotion.Promoter;
import org.dermoscope.trainer.promotion.PromotionRefusedException;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.CheckpointAnswer;
import org.dermoscope.wire.PinAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Published checkpoints, promotion by hand, and what is kept from being pruned. */
@Path("/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "checkpoints")
public final class CheckpointResource {
    private static final Logger LOG = Logger.getLogger(CheckpointResource.class);
    private static final String BY = "operator over HTTP";

    private final CheckpointRepository repository;
    private final Promoter promoter;

    CheckpointResource(CheckpointRepository repository, Promoter promoter) {
        this.repository = repository;
        this.promoter = promoter;
    }

    @GET
    @Operation(operationId = "checkpoints", summary = "All checkpoints, newest first")
    public List<CheckpointAnswer> list() {
        CheckpointListing listing = repository.list();
        listing.unreadable().forEach(u -> LOG.warnf("%s is left out of the list: %s", u.key(), u.message()));
        Set<String> champions = champions();
        Set<CheckpointId> pinned = repository.pins().all();
        return listing.manifests().stream()
                .map(stored -> answer(
                        stored.manifest(), champions.contains(stored.manifest().id()), pinned.contains(stored.id())))
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "checkpoint", summary = "The manifest of a checkpoint, and whether it is pinned")
    @APIResponse(
            responseCode = "200",
            description = "The manifest with the field pinned",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            allOf = Manifest.class,
                                            properties = @SchemaProperty(name = "pinned", type = SchemaType.BOOLEAN))))
    @APIResponse(responseCode = "404", description = "There is no such checkpoint")
    public CheckpointDetails get(@PathParam("id") String id) {
        StoredManifest stored = find(id);
        return new CheckpointDetails(stored.manifest(), repository.pins().contains(stored.id()));
    }

    @GET
    @Path("{id}/evaluation")
    @Operation(
            operationId = "checkpointEvaluation",
            summary = "All figures of a checkpoint",
            description =
                    "What the store keeps as evaluation.json: figures of the validation and the test part with 95 %"
                            + " intervals, calibration, operating points.")
    @APIResponse(responseCode = "200", description = "The figures, as they were published")
    @APIResponse(responseCode = "404", description = "There is no such checkpoint, or it has no figures")
    @APIResponse(responseCode = "409", description = "It is unusable")
    public Response evaluation(@PathParam("id") String id) {
        StoredManifest stored = find(id);
        try {
            return Response.ok(repository
                            .object(stored, ObjectNames.EVALUATION)
                            .orElseThrow(() -> ApiException.notFound(
                                    "no_document", "Checkpoint '" + id + "' has no " + ObjectNames.EVALUATION)))
                    .build();
        } catch (CheckpointRejectedException e) {
            throw unusable(id, e);
        }
    }

    @POST
    @Path("{id}/pin")
    @Operation(
            operationId = "pin",
            summary = "Keeps a checkpoint from being pruned",
            description = "Needs the operator token. Pinning twice is pinning once.")
    @APIResponse(responseCode = "200", description = "It is pinned")
    @APIResponse(responseCode = "404", description = "There is no such checkpoint")
    public PinAnswer pin(@PathParam("id") String id) {
        if (!repository.pins().pin(parse(id))) {
            throw unknown(id);
        }
        return new PinAnswer(id, true);
    }

    @POST
    @Path("{id}/unpin")
    @Operation(
            operationId = "unpin",
            summary = "Lets a pinned checkpoint be pruned again",
            description = "Needs the operator token. Nothing happens if it is not pinned.")
    @APIResponse(responseCode = "200", description = "It is not pinned")
    @APIResponse(responseCode = "404", description = "There is no such checkpoint")
    public PinAnswer unpin(@PathParam("id") String id) {
        repository.pins().unpin(find(id).id());
        return new PinAnswer(id, false);
    }

    @POST
    @Path("{id}/promote")
    @Operation(
            operationId = "promote",
            summary = "Makes a checkpoint champion whatever its figures",
            description = "Needs the operator token. Switches automatic promotion on again after a rollback.")
    @APIResponse(responseCode = "200", description = "It is champion now")
    @APIResponse(responseCode = "404", description = "There is no such checkpoint")
    @APIResponse(responseCode = "409", description = "It may not be promoted")
    public PromotionAnswer promote(@PathParam("id") String id) {
        try {
            return JobRunner.answer(promoter.promote(parse(id), BY));
        } catch (PromotionRefusedException e) {
            int status = e.reason() == PromotionRefusedException.Reason.UNKNOWN_CHECKPOINT ? 404 : 409;
            throw new ApiException(status, e.reason().name().toLowerCase(Locale.ROOT), String.valueOf(e.getMessage()));
        }
    }

    private StoredManifest find(String id) {
        try {
            return repository.find(parse(id)).orElseThrow(() -> unknown(id));
        } catch (CheckpointRejectedException e) {
            throw unusable(id, e);
        }
    }

    private static ApiException unusable(String id, CheckpointRejectedException e) {
        return ApiException.conflict(
                "checkpoint_" + e.reason().name().toLowerCase(Locale.ROOT),
                "Checkpoint '" + id + "' is unusable: " + e.getMessage());
    }

    /** A malformed pointer keeps nothing from being listed. */
    private Set<String> champions() {
        try {
            return repository.champion().stream()
                    .flatMap(pointer -> pointer.champion().members().stream())
                    .map(Champion.Member::checkpointId)
                    .collect(Collectors.toSet());
        } catch (CheckpointRejectedException e) {
            LOG.warnf("The champion pointer cannot be read: %s", e.getMessage());
            return Set.of();
        }
    }

    private static CheckpointAnswer answer(Manifest manifest, boolean champion, boolean pinned) {
        return new CheckpointAnswer(
                manifest.id(),
                manifest.network().architecture(),
                manifest.createdAt(),
                manifest.data().name(),
                manifest.data().synthetic(),
                manifest.data().leaky(),
                manifest.evaluation().validation().balancedAccuracy(),
                manifest.evaluation().test().balancedAccuracy(),
                manifest.promotable(),
                champion,
                pinned);
    }

    private static CheckpointId parse(String id) {
        try {
            return CheckpointId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("unknown_checkpoint", "There is no checkpoint '" + id + "'");
    }
}
