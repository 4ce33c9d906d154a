/// Feeds that are pushed: a hub is told when they change.
@NullMarked
package dev.tocsin.statuspage.websub;

import org.jspecify.annotations.NullMarked;
