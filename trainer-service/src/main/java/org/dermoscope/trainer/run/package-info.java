/** What a run is asked to do and what it tells while it runs; the words that all other packages share. */
package org.dermoscope.trainer.run;
