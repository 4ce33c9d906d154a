@NullMarked
package dev.tocsin.monitor.probe.domain;

import org.jspecify.annotations.NullMarked;
