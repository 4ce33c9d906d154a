@NullMarked
package dev.tocsin.monitor.availability;

import org.jspecify.annotations.NullMarked;
