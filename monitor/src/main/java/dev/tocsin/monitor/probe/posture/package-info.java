@NullMarked
package dev.tocsin.monitor.probe.posture;

import org.jspecify.annotations.NullMarked;
