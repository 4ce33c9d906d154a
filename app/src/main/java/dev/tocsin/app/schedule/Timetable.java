package dev.tocsin.app.schedule;

import static java.util.stream.Collectors.toSet;
import static org.quartz.CalendarIntervalScheduleBuilder.calendarIntervalSchedule;
import static org.quartz.CronScheduleBuilder.cronSchedule;
import static org.quartz.JobBuilder.newJob;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/// The triggers that the cluster should have. A trigger's group is its job and its name is its whole definition (`7/64`
/// is the eighth of 64 shards), so two timetables are compared by their keys alone and nodes that start together write
/// the same rows.
///
/// Calendar triggers, because of the three kinds they alone fire once when late and then return to their own phase:
/// simple triggers keep the phase of the catch-up, and after an outage all shards would walk in step.
final class Timetable {
    static final String ROUND = "round";
    static final Duration ROUND_LENGTH = Duration.ofSeconds(5);
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private final Map<TriggerKey, Trigger> triggers = new HashMap<>();

    Timetable(int shards, List<ScheduledWork.DailyJob> daily, Instant now) {
        var grid = now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        for (var shard = 0; shard < shards; shard++) {
            var phase = ROUND_LENGTH.multipliedBy(shard).dividedBy(shards);
            put(every(ROUND_LENGTH, new TriggerKey(shard + "/" + shards, ROUND), grid.plus(phase), now));
        }
        for (var job : daily) {
            put(newTrigger()
                    .withIdentity(job.cron(), job.name())
                    .forJob(job.name())
                    .withSchedule(
                            cronSchedule(job.cron()).inTimeZone(UTC).withMisfireHandlingInstructionFireAndProceed())
                    .build());
        }
    }

    /// The shard that a round's trigger walks.
    static int shardOf(TriggerKey round) {
        return Integer.parseInt(round.getName().substring(0, round.getName().indexOf('/')));
    }

    /// Makes the cluster's timetable this one: triggers that no longer belong go, missing ones come, the others keep
    /// their time.
    void writeTo(Scheduler scheduler) throws SchedulerException {
        var present = new HashSet<>(scheduler.getTriggerKeys(GroupMatcher.anyGroup()));
        scheduler.unscheduleJobs(
                present.stream().filter(key -> !triggers.containsKey(key)).toList());
        var missing = new HashMap<JobDetail, Set<? extends Trigger>>();
        triggers.values().stream()
                .filter(trigger -> !present.contains(trigger.getKey()))
                .map(trigger -> trigger.getJobKey())
                .distinct()
                .forEach(job -> missing.put(
                        newJob(Work.class).withIdentity(job).build(),
                        triggers.values().stream()
                                .filter(trigger ->
                                        trigger.getJobKey().equals(job) && !present.contains(trigger.getKey()))
                                .collect(toSet())));
        scheduler.scheduleJobs(missing, true);
    }

    /// Gives `keys` the time that they have here; those that do not belong here are left alone.
    void pullBack(Scheduler scheduler, List<TriggerKey> keys) throws SchedulerException {
        for (var key : keys) {
            var trigger = triggers.get(key);
            if (trigger != null) {
                scheduler.rescheduleJob(key, trigger);
            }
        }
    }

    private void put(Trigger trigger) {
        triggers.put(trigger.getKey(), trigger);
    }

    /// `grid` is some instant on the trigger's grid within the next two minutes; the first time is the next one.
    private static Trigger every(Duration interval, TriggerKey key, Instant grid, Instant now) {
        var intervals = Duration.between(now, grid).dividedBy(interval);
        return newTrigger()
                .withIdentity(key)
                .forJob(key.getGroup())
                .startAt(Date.from(grid.minus(interval.multipliedBy(intervals))))
                .withSchedule(calendarIntervalSchedule()
                        .withIntervalInSeconds((int) interval.toSeconds())
                        .inTimeZone(UTC)
                        .withMisfireHandlingInstructionFireAndProceed())
                .build();
    }
}
