/**
 * Trainings and range tests as jobs: the HTTP interface, the queue with its one worker, the schedule, and the journal that
 * survives a restart.
 */
@NullMarked
package org.dermoscope.trainer.job;

import org.jspecify.annotations.NullMarked;
