package org.dermoscope.inference.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ModelFacts;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.EnsembleMean;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.wire.EnsembleMember;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint, or an ensemble of several, that is loaded, verified and warm. Owns the classifiers; {@link ActiveModel}
 * closes it after the last lease.
 *
 * @param members one, or those of the ensemble in its order, the heaviest first
 * @param ensemble null of a checkpoint
 */
public record ServedModel(
        List<ServedMember> members, @Nullable StoredEnsemble ensemble, Instant loadedAt) implements AutoCloseable {
    public ServedModel {
        members = List.copyOf(members);
    }

    /** A checkpoint. */
    public ServedModel(StoredManifest stored, LoadedClassifier loaded, Preprocessor preprocessor, Instant loadedAt) {
        this(List.of(new ServedMember(stored, loaded, preprocessor, 1)), null, loadedAt);
    }

    /** Of the ensemble, or of the checkpoint. */
    public String id() {
        return facts().id();
    }

    /** Of the ensemble's manifest, or of the checkpoint's. */
    public String manifestSha256() {
        return ensemble == null ? first().stored().sha256() : ensemble.sha256();
    }

    /** The only member, or the heaviest. */
    public ServedMember first() {
        return members.get(0);
    }

    public ModelFacts facts() {
        return ensemble == null
                ? first().stored().manifest().facts()
                : ensemble.manifest().facts();
    }

    /** The engine's id; of an ensemble, those of its members, each once, joined by {@code +}. */
    public String engine() {
        return members.stream()
                .map(member -> member.loaded().engine().id())
                .distinct()
                .collect(Collectors.joining("+"));
    }

    /** Null of a checkpoint. */
    public @Nullable List<EnsembleMember> described() {
        return ensemble == null
                ? null
                : members.stream().map(ServedMember::described).toList();
    }

    /** Whether this is exactly what a pointer names. */
    boolean is(Champion champion) {
        return id().equals(champion.id()) && manifestSha256().equals(champion.manifestSha256());
    }

    /** An image as the members take it, in their order; where two take it alike, it is resized once. */
    public List<RgbImage> inputs(RgbImage image) {
        List<RgbImage> inputs = new ArrayList<>();
        for (ServedMember member : members) {
            PreprocessingSpec spec = member.preprocessor().spec();
            inputs.add(inputs.stream()
                    .filter(made -> made.width() == spec.width() && made.height() == spec.height())
                    .findFirst()
                    .orElseGet(() -> member.preprocessor().resize(image)));
        }
        return inputs;
    }

    /** The model's answer to an image, of the members' in their order. */
    public NetworkAnswer answer(List<NetworkAnswer> ofMembers) {
        return ensemble == null
                ? ofMembers.get(0)
                : new EnsembleMean(
                                members.stream().map(ServedMember::weight).toList(),
                                ensemble.manifest().temperature())
                        .answer(ofMembers);
    }

    @Override
    public void close() {
        members.forEach(ServedMember::close);
    }
}
