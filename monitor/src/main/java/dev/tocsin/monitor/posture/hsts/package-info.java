@NullMarked
package dev.tocsin.monitor.posture.hsts;

import org.jspecify.annotations.NullMarked;
