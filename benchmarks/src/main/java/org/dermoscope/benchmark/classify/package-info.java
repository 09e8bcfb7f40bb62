/** How near classifying a folder comes to the engine alone. */
package org.dermoscope.benchmark.classify;
