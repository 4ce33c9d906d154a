@NullMarked
package dev.tocsin.monitor.posture.header;

import org.jspecify.annotations.NullMarked;
