@NullMarked
package dev.tocsin.monitor.posture;

import org.jspecify.annotations.NullMarked;
