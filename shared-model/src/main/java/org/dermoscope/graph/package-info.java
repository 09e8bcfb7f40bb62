/** What a trained network computes, without an engine: blocks describe themselves in it, exporters read it. */
package org.dermoscope.graph;
