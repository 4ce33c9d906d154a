@NullMarked
package dev.tocsin.monitor.probe;

import org.jspecify.annotations.NullMarked;
