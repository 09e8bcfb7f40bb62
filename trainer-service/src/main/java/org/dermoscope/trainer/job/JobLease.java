package org.dermoscope.trainer.job;

/**
 * Which trainer runs a job; {@code jobs/<id>/lease.json} in the store.
 *
 * @param owner id of the trainer
 * @param fence one more than that of the lease before it, from 1
 * @param renewals how often the owner renewed it: a lease that stands still has lost its owner
 */
record JobLease(String owner, long fence, long renewals) {
    static JobLease first(String owner) {
        return new JobLease(owner, 1, 0);
    }

    JobLease takenBy(String next) {
        return new JobLease(next, fence + 1, 0);
    }

    JobLease renewed() {
        return new JobLease(owner, fence, renewals + 1);
    }
}
