@NullMarked
package dev.tocsin.monitor.probe.grpc;

import org.jspecify.annotations.NullMarked;
