/**
 * A generated data set in the layout of HAM10000, so that the platform can be tried without medical images. The
 * pictures are drawn, carry no medical information and look only roughly like what they are named after.
 */
package org.dermoscope.sample;
