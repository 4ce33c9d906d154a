@NullMarked
package dev.tocsin.monitor.kinds;

import org.jspecify.annotations.NullMarked;
