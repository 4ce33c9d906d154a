package dev.tocsin.statuspage.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shapes of Statuspage's public API, version 2: each record is a JSON object, its components the keys in
/// snake case and in this order.
final class V2 {

    private V2() {}

    record Page(String id, String name, String url, String timeZone, String updatedAt) {}

    record Status(String indicator, String description) {}

    /// A component, or a group: only a group has `components`, the ids of its members.
    record Component(
            String id,
            String name,
            String status,
            String createdAt,
            String updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            @Nullable String startDate,
            @Nullable String groupId,
            String pageId,
            boolean group,
            boolean onlyShowIfDegraded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> components) {}

    record Incident(
            String id,
            String name,
            String status,
            String createdAt,
            String updatedAt,
            @Nullable String monitoringAt,
            @Nullable String resolvedAt,
            String impact,
            String shortlink,
            String startedAt,
            String pageId,
            List<Update> incidentUpdates,
            List<Component> components) {}

    record Update(
            String id,
            String status,
            String body,
            String incidentId,
            String createdAt,
            String updatedAt,
            String displayAt,
            List<Affected> affectedComponents,
            boolean deliverNotifications,
            @Nullable String customTweet,
            @Nullable String tweetId) {}

    /// What an update said of one component.
    record Affected(String code, String name, String oldStatus, String newStatus) {}

    /// An incident with two times more.
    record ScheduledMaintenance(
            String id,
            String name,
            String status,
            String createdAt,
            String updatedAt,
            @Nullable String monitoringAt,
            @Nullable String resolvedAt,
            String impact,
            String shortlink,
            String startedAt,
            String pageId,
            List<Update> incidentUpdates,
            List<Component> components,
            String scheduledFor,
            String scheduledUntil) {}

    record Fault(String error) {}
}
