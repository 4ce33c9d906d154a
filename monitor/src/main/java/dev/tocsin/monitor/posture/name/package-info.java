@NullMarked
package dev.tocsin.monitor.posture.name;

import org.jspecify.annotations.NullMarked;
