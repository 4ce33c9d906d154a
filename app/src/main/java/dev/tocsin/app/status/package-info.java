/// The status page over the API: components, updates, maintenance and subscribers, for those who write it.
@NullMarked
package dev.tocsin.app.status;

import org.jspecify.annotations.NullMarked;
