@NullMarked
package dev.tocsin.monitor.maintenance;

import org.jspecify.annotations.NullMarked;
