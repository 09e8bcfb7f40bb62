package org.dermoscope.inference.model;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ChampionPointer;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.web.ApiException;

/**
 * Points the champion at an earlier checkpoint, so that all replicas follow, and switches automatic promotion off. The
 * checkpoint is loaded and verified before the pointer moves. Thread-safe.
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
            StoredManifest target = promotable(id);
            if (serves(target)) {
                return follower.adopt(move(target, expected));
            }
            ServedModel loaded = load(id);
            try {
                return follower.install(loaded, move(loaded.stored(), expected));
            } catch (RuntimeException e) {
                loaded.close();
                throw e;
            }
        }
    }

    private StoredManifest promotable(CheckpointId id) {
        StoredManifest target = find(id).orElseThrow(() -> ApiException.notFound(
                "unknown_checkpoint",
                "Unknown checkpoint '" + id + "'; the trainer's GET /checkpoints lists what there is"));
        if (!target.manifest().promotable()) {
            throw ApiException.conflict(
                    "not_promotable", "Checkpoint '" + id + "' may not become champion: its manifest says so");
        }
        return target;
    }

    private Optional<StoredManifest> find(CheckpointId id) {
        try {
            return repository.find(id);
        } catch (CheckpointRejectedException e) {
            throw unloadable(e);
        }
    }

    private boolean serves(StoredManifest target) {
        return active.current()
                .filter(model -> model.stored().sha256().equals(target.sha256()))
                .isPresent();
    }

    private ServedModel load(CheckpointId id) {
        try {
            return loader.load(id);
        } catch (CheckpointRejectedException e) {
            throw unloadable(e);
        }
    }

    private static ApiException unloadable(CheckpointRejectedException e) {
        return e.reason() == Reason.NOT_FOUND
                ? ApiException.notFound("unknown_checkpoint", e.getMessage() + "")
                : ApiException.conflict("not_loadable", e.getMessage() + "");
    }

    private ChampionPointer move(StoredManifest target, Optional<String> expected) {
        String from = active.current().map(ServedModel::id).orElse("no model");
        Champion next = new Champion(
                Champion.SCHEMA_VERSION,
                List.of(target.asSoleMember()),
                "rollback: from " + from + " to " + target.manifest().id() + " by the operator",
                "rollback",
                clock.instant(),
                false);
        return repository
                .moveChampion(next, expected)
                .orElseThrow(() -> ApiException.conflict(
                        "champion_moved", "The champion moved meanwhile; look at GET /model and ask again"));
    }
}
