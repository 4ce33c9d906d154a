@NullMarked
package dev.tocsin.monitor.posture.live;

import org.jspecify.annotations.NullMarked;
