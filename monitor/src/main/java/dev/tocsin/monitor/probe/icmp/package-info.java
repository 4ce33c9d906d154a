@NullMarked
package dev.tocsin.monitor.probe.icmp;

import org.jspecify.annotations.NullMarked;
