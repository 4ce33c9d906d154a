@NullMarked
package dev.tocsin.monitor.latency;

import org.jspecify.annotations.NullMarked;
