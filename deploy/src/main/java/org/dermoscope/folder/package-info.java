/** Classifies a folder of any size in constant memory and goes on after a break; no service is needed. */
package org.dermoscope.folder;
