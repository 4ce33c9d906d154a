@NullMarked
package dev.tocsin.monitor.posture.cookie;

import org.jspecify.annotations.NullMarked;
