@NullMarked
package dev.tocsin.monitor.posture.watch;

import org.jspecify.annotations.NullMarked;
