/// Those who want to hear of the page: how they subscribe, confirm and leave, and how each update reaches each of them
/// once.
@NullMarked
package dev.tocsin.statuspage.subscribers;

import org.jspecify.annotations.NullMarked;
