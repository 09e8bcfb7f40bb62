package org.dermoscope.inference.model;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ChampionPointer;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Points the champion at an earlier checkpoint or ensemble, so that all replicas follow, and switches automatic promotion off. It
 * is loaded and verified before the pointer moves. Thread-safe.
 */
public final class Rollback {
    private final CheckpointRepository repository;
    private final ModelLoader loader;
    private final ActiveModel active;
    private final ChampionFollower follower;
    private final Clock clock = Clock.systemUTC();

    /** @param follower whose lock makes a rollback and a hot load exclude each other */
    public Rollback(
            CheckpointRepository repository, ModelLoader loader, ActiveModel active, ChampionFollower follower) {
        this.repository = repository;
        this.loader = loader;
        this.active = active;
        this.follower = follower;
    }

    /** @throws ApiException 404 for an unknown id, 409 if it may not serve or the pointer moved meanwhile */
    public ModelState to(CheckpointId id) {
        synchronized (follower) {
            Optional<String> expected = repository.championTag();
            return to(champion(List.of(promotable(id).asSoleMember()), null), expected);
        }
    }

    /** @throws ApiException 404 for an unknown id, 409 if it may not serve or the pointer moved meanwhile */
    public ModelState to(EnsembleId id) {
        synchronized (follower) {
            Optional<String> expected = repository.championTag();
            StoredEnsemble target = find(() -> repository.ensembles().find(id))
                    .orElseThrow(() -> ApiException.notFound(
                            "unknown_ensemble",
                            "Unknown ensemble '" + id + "'; the trainer's GET /ensembles lists what there is"));
            return to(champion(target.manifest().members(), target.reference()), expected);
        }
    }

    private ModelState to(Champion next, Optional<String> expected) {
        if (active.current().filter(model -> model.is(next)).isPresent()) {
            return follower.adopt(move(next, expected));
        }
        ServedModel loaded = load(next);
        try {
            return follower.install(loaded, move(next, expected));
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    private StoredManifest promotable(CheckpointId id) {
        StoredManifest target = find(() -> repository.find(id))
                .orElseThrow(() -> ApiException.notFound(
                        "unknown_checkpoint",
                        "Unknown checkpoint '" + id + "'; the trainer's GET /checkpoints lists what there is"));
        if (!target.manifest().promotable()) {
            throw ApiException.conflict(
                    "not_promotable", "Checkpoint '" + id + "' may not become champion: its manifest says so");
        }
        return target;
    }

    private static <T> Optional<T> find(Supplier<Optional<T>> search) {
        try {
            return search.get();
        } catch (CheckpointRejectedException e) {
            throw unloadable(e);
        }
    }

    private ServedModel load(Champion next) {
        try {
            return loader.load(next);
        } catch (CheckpointRejectedException e) {
            throw unloadable(e);
        }
    }

    private static ApiException unloadable(CheckpointRejectedException e) {
        return e.reason() == Reason.NOT_FOUND
                ? ApiException.notFound("unknown_checkpoint", e.getMessage() + "")
                : ApiException.conflict("not_loadable", e.getMessage() + "");
    }

    private Champion champion(List<Champion.Member> members, Champion.@Nullable EnsembleReference ensemble) {
        String from = active.current().map(ServedModel::id).orElse("no model");
        String to = ensemble == null ? members.get(0).checkpointId() : ensemble.id();
        return new Champion(
                Champion.SCHEMA_VERSION,
                members,
                "rollback: from " + from + " to " + to + " by the operator",
                "rollback",
                clock.instant(),
                false,
                ensemble);
    }

    private ChampionPointer move(Champion next, Optional<String> expected) {
        return repository
                .moveChampion(next, expected)
                .orElseThrow(() -> ApiException.conflict(
                        "champion_moved", "The champion moved meanwhile; look at GET /model and ask again"));
    }
}
