@NullMarked
package dev.tocsin.monitor.settings;

import org.jspecify.annotations.NullMarked;
