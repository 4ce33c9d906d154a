/// Schedules, overrides and calendars over the API, and who is on call as JSON.
@NullMarked
package dev.tocsin.app.oncall;

import org.jspecify.annotations.NullMarked;
