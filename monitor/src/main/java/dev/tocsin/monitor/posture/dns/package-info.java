@NullMarked
package dev.tocsin.monitor.posture.dns;

import org.jspecify.annotations.NullMarked;
