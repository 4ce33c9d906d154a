@NullMarked
package dev.tocsin.monitor.posture.content;

import org.jspecify.annotations.NullMarked;
