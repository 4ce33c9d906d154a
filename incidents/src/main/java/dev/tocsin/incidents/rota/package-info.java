/// What is kept of who is on call: overrides of the API, versions of the settings, hand-offs, calendars.
@NullMarked
package dev.tocsin.incidents.rota;

import org.jspecify.annotations.NullMarked;
