@NullMarked
package dev.tocsin.monitor.posture.tls;

import org.jspecify.annotations.NullMarked;
