package org.dermoscope.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.dermoscope.pretrained.PretrainedImport;
import org.dermoscope.pretrained.PretrainedInfo;
import org.dermoscope.pretrained.PretrainedRepository;
import org.dermoscope.pretrained.PretrainedWeights;
import org.dermoscope.pretrained.WeightsRefusedException;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;

/** {@code ./run import-weights}: takes a file of weights into the store and says what became of it. Stateless. */
final class ImportWeightsCommand {
    private ImportWeightsCommand() {}

    static int run(PrintStream out, ImportWeightsOptions options) throws LaunchException {
        ImportWeightsOptions.Request request = options.requireRequest(System.getenv());
        PretrainedImport.Origin origin = new PretrainedImport.Origin(
                request.source(), request.licence(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try {
            PretrainedWeights weights = PretrainedImport.read(request.file(), request.architecture(), origin);
            try (FilesystemArtifactStore store =
                    new FilesystemArtifactStore(options.store().path())) {
                new PretrainedRepository(store).publish(weights);
                describe(out, weights.info());
                out.println("  in        " + store.location());
            }
            return 0;
        } catch (WeightsRefusedException refused) {
            throw new LaunchException("'" + request.file() + "' is not imported. " + refused.getMessage());
        } catch (IOException unreadable) {
            throw new LaunchException("'" + request.file() + "' cannot be read: " + unreadable);
        } catch (StoreException failed) {
            throw new LaunchException("the store cannot be written: " + failed.getMessage());
        }
    }

    private static void describe(PrintStream out, PretrainedInfo info) {
        out.println(String.format(
                Locale.ROOT,
                "Imported %,d parameters for %s, with which trainings can begin.",
                info.parameters(),
                info.architecture()));
        out.println("  source    " + info.source() + ", SHA-256 " + info.sourceSha256());
        out.println("  licence   " + info.licence());
        if (!info.leftOut().isEmpty()) {
            out.println("  left out  " + String.join(", ", info.leftOut()) + ": the classifier, of other classes");
        }
    }
}
