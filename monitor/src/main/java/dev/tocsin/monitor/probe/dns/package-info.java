@NullMarked
package dev.tocsin.monitor.probe.dns;

import org.jspecify.annotations.NullMarked;
