package org.dermoscope.inference.model;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ChampionPointer;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.inference.model.ModelState.Status;
import org.dermoscope.store.StoreException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the active model the one that the champion pointer names. One candidate at a time: {@link #check},
 * {@link #reload} and {@link #install} exclude each other; {@link #state} never waits.
 */
public final class ChampionFollower {
    private static final Logger LOG = Logger.getLogger(ChampionFollower.class);

    private final CheckpointRepository repository;
    private final ModelLoader loader;
    private final ActiveModel active;
    private final Consumer<ModelState> listener;
    private final Clock clock = Clock.systemUTC();

    private @Nullable String seenTag;
    private @Nullable Champion champion;
    private @Nullable FailedCandidate failed;
    private @Nullable String problem = "The champion pointer was not looked at yet";
    private volatile ModelState state;

    /** @param listener hears every state after a look, on the thread that looked */
    public ChampionFollower(
            CheckpointRepository repository, ModelLoader loader, ActiveModel active, Consumer<ModelState> listener) {
        this.repository = repository;
        this.loader = loader;
        this.active = active;
        this.listener = listener;
        this.state = describe(null);
    }

    public ModelState state() {
        return state;
    }

    /** Looks at the pointer and, if it names another model, loads that. Never throws: what went wrong is in the state. */
    public synchronized ModelState check() {
        @Nullable String before = problem;
        try {
            follow();
        } catch (StoreException e) {
            problem = e.problem().sentence();
            if (!problem.equals(before)) {
                LOG.warn(e.getMessage());
            }
        } catch (RuntimeException e) {
            problem = "Looking for the champion failed; see the log";
            LOG.error("Looking for the champion failed", e);
        }
        if (problem != null && !problem.equals(before)) {
            LOG.warnf(
                    "%s; serving %s",
                    problem, active.current().map(ServedModel::id).orElse("nothing"));
        } else if (problem == null && before != null) {
            LOG.infof(
                    "Serving the champion %s",
                    active.current().map(ServedModel::id).orElse("nothing"));
        }
        return publish();
    }

    /** As {@link #check}, and a candidate that failed is tried again. */
    public synchronized ModelState reload() {
        forget();
        return check();
    }

    /** Serves a model that was loaded for this pointer; takes over its ownership. */
    synchronized ModelState install(ServedModel model, ChampionPointer pointer) {
        forget();
        active.swap(model);
        return adopt(pointer);
    }

    /** Notes that the pointer moved to the model that is being served. */
    synchronized ModelState adopt(ChampionPointer pointer) {
        champion = pointer.champion();
        seenTag = pointer.entityTag();
        problem = null;
        return publish();
    }

    private void forget() {
        seenTag = null;
        failed = null;
    }

    private void follow() {
        Optional<String> tag = repository.championTag();
        if (tag.isEmpty()) {
            seenTag = null;
            champion = null;
            problem = active.current().isPresent()
                    ? "The champion pointer is gone from the store"
                    : "No champion is published yet";
        } else if (!tag.get().equals(seenTag)) {
            read(tag.get());
        } else {
            problem = failed == null ? null : failed.reason();
        }
    }

    private void read(String tag) {
        try {
            Optional<ChampionPointer> pointer = repository.champion();
            if (pointer.isPresent()) {
                champion = pointer.get().champion();
                follow(pointer.get().champion());
                seenTag = pointer.get().entityTag();
            }
        } catch (CheckpointRejectedException e) {
            champion = null;
            fail(new FailedCandidate("unknown", null, codeOf(e), e.getMessage() + ""));
            seenTag = tag;
        }
    }

    private void follow(Champion next) {
        if (next.members().size() > 1 && next.ensemble() == null) {
            fail(failure(
                    next,
                    "several_members",
                    "The champion has " + next.members().size()
                            + " members and names no ensemble that they belong to"));
        } else if (active.current().filter(model -> model.is(next)).isPresent()) {
            failed = null;
            problem = null;
        } else if (failed != null && failed.is(next)) {
            problem = failed.reason();
        } else {
            load(next);
        }
    }

    private void load(Champion next) {
        String what = (next.ensemble() == null ? "Checkpoint " : "Ensemble ") + next.id();
        try {
            LOG.infof("Loading %s", next.id());
            active.swap(loader.load(next));
            LOG.infof(
                    "%s is loaded, verified and warm on the engine %s: new requests get it",
                    what, active.current().map(ServedModel::engine).orElse(""));
            failed = null;
            problem = null;
        } catch (StoreException e) {
            throw e;
        } catch (CheckpointRejectedException e) {
            fail(failure(next, codeOf(e), e.getMessage() + ""));
        } catch (RuntimeException e) {
            LOG.error("Loading " + next.id() + " failed", e);
            fail(failure(next, "load_failed", what + " could not be loaded; see the log"));
        }
    }

    private void fail(FailedCandidate candidate) {
        failed = candidate;
        problem = candidate.reason();
    }

    private static FailedCandidate failure(Champion champion, String code, String reason) {
        return new FailedCandidate(champion.id(), champion.manifestSha256(), code, reason);
    }

    private static String codeOf(CheckpointRejectedException e) {
        return e.reason().name().toLowerCase(Locale.ROOT);
    }

    private ModelState publish() {
        ModelState next = describe(clock.instant());
        state = next;
        listener.accept(next);
        return next;
    }

    private ModelState describe(@Nullable Instant checkedAt) {
        @Nullable ServedModel model = active.current().orElse(null);
        Status status = model == null ? Status.NO_MODEL : problem == null ? Status.HEALTHY : Status.DEGRADED;
        return new ModelState(
                status,
                problem == null ? "" : problem,
                model == null ? null : model.id(),
                model == null ? null : model.manifestSha256(),
                model == null ? null : model.described(),
                model == null ? null : model.engine(),
                model == null ? null : model.loadedAt(),
                champion,
                failed,
                checkedAt);
    }
}
