/// How long looks took: histograms that can be merged, their roll-ups, and percentiles over any window.
@NullMarked
package dev.tocsin.monitor.latency;

import org.jspecify.annotations.NullMarked;
