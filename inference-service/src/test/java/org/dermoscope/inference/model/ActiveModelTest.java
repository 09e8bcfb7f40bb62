package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActiveModelTest {
    @TempDir
    Path folder;

    private final ActiveModel active = new ActiveModel();
    private Checkpoint checkpoint;

    @BeforeEach
    void publish() {
        checkpoint = new FakeCheckpoints(new FilesystemArtifactStore(folder)).publish(LesionClass.MEL, true);
    }

    @Test
    void hasNoLeaseBeforeTheFirstModel() {
        assertThat(active.lease()).isEmpty();
        assertThat(active.current()).isEmpty();
    }

    @Test
    void closesAReplacedModelOnceWhenItsLastLeaseIsReturned() {
        FakeClassifier old = swapIn();
        ModelLease first = active.lease().orElseThrow();
        ModelLease second = active.lease().orElseThrow();
        FakeClassifier next = swapIn();

        first.close();
        first.close();
        assertThat(old.closings()).isZero();
        assertThat(second.model().first().classifier()).isSameAs(old);
        second.close();
        assertThat(old.closings()).isEqualTo(1);
        assertThat(next.closings()).isZero();
    }

    @Test
    void closesAReplacedModelAtOnceWhenNobodyUsesIt() {
        FakeClassifier old = swapIn();
        swapIn();
        assertThat(old.closings()).isEqualTo(1);
    }

    @Test
    void refusesTheUseOfALeaseThatWasReturned() {
        swapIn();
        ModelLease lease = active.lease().orElseThrow();
        lease.close();
        assertThatThrownBy(lease::model).hasMessageContaining("was returned");
    }

    @Test
    void closesTheLastModelAfterItsLastLeaseWhenItIsClosedItself() {
        FakeClassifier last = swapIn();
        ModelLease lease = active.lease().orElseThrow();
        active.close();
        assertThat(active.lease()).isEmpty();
        assertThat(last.closings()).isZero();
        lease.close();
        assertThat(last.closings()).isEqualTo(1);
    }

    @Test
    void neverClosesAModelUnderALeaseWhileModelsAreSwapped() throws Exception {
        List<FakeClassifier> all = new ArrayList<>();
        all.add(swapIn());
        AtomicBoolean done = new AtomicBoolean();
        RgbImage image = new RgbImage(12, 9, new byte[3 * 12 * 9]);
        Callable<Integer> user = () -> {
            int uses = 0;
            while (!done.get() || uses == 0) {
                try (ModelLease lease = active.lease().orElseThrow()) {
                    lease.model().first().classifier().classify(List.of(image));
                    uses++;
                }
            }
            return uses;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> users =
                    List.of(threads.submit(user), threads.submit(user), threads.submit(user), threads.submit(user));
            for (int i = 0; i < 500; i++) {
                all.add(swapIn());
            }
            done.set(true);
            for (Future<Integer> each : users) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
        active.close();
        assertThat(all).allMatch(classifier -> classifier.closings() == 1);
    }

    private FakeClassifier swapIn() {
        FakeClassifier classifier = new FakeClassifier(LesionClass.MEL);
        active.swap(FakeCheckpoints.served(checkpoint, classifier));
        return classifier;
    }
}
