package dev.tocsin.app.schedule;

import dev.tocsin.db.Database;
import dev.tocsin.db.DatabaseSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.StdJobRunShellFactory;
import org.quartz.impl.StdScheduler;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cluster's clock: Quartz's clustered job store decides which node does what, notices dead nodes within about 7 s
/// and hands their triggers on. One trigger a shard, never one a monitor. The database may go away under it; work then
/// resumes a few seconds after the database has come back.
///
/// Quartz is put together by hand and not by its factories, which keep every scheduler of a JVM in one static register.
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final String CLUSTER = "tocsin";
    private static final int THREADS = 40;
    private static final int BATCH = 20;

    /// What falls due within a second of the first is taken and fired together with it: the store's lock and
    /// commits are what a fire costs. A round may well come a second early.
    private static final long FIRED_TOGETHER_MS = 1_000;

    private static final long IDLE_WAIT_MS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledWork work;
    private final ClockWatch clocks;
    private final InstantSource clock;
    private final Connections connections;
    private final Scheduler scheduler;
    private volatile boolean closing;

    /// `node` names this process among the others and is used by no other, not even by this one's predecessor. The
    /// tables must be there; nothing fires before [#start()].
    public Schedule(
            DatabaseSettings database,
            String node,
            ScheduledWork work,
            NodeListener others,
            ClockWatch clocks,
            InstantSource clock) {
        this.work = work;
        this.clocks = clocks;
        this.clock = clock;
        this.connections = new Connections(database);
        try {
            this.scheduler = assemble(node, others);
        } catch (SchedulerException fault) {
            throw new IllegalStateException("the schedule could not be put together: " + fault.getMessage(), fault);
        }
    }

    /// Writes the timetable, where it differs from what is stored, and begins to fire; a node whose clock is out
    /// waits until it is right. Blocks for the database.
    /// @throws IllegalStateException when the database does not answer
    public void start() {
        keepTime();
    }

    /// Follows the clock: stands by while it is out, and gives triggers that were timed by a clock which has been
    /// set back since the time of this one; else nothing would be done until that time has come. To be called
    /// every second.
    public synchronized void keepTime() {
        if (closing) {
            return;
        }
        clocks.compareDue();
        try {
            if (!clocks.state().mayWork()) {
                scheduler.standby();
                return;
            }
            if (scheduler.isInStandbyMode()) {
                timetable().writeTo(scheduler);
                scheduler.start();
            }
            timetable().pullBack(scheduler, clocks.strays());
        } catch (SchedulerException fault) {
            throw new IllegalStateException("the schedule could not be started: " + fault.getMessage(), fault);
        }
    }

    private Timetable timetable() {
        return new Timetable(work.shards(), work.daily(), clock.instant());
    }

    /// Fires no more, waits 10 s at most for what is at work, and hands this node's triggers to the others.
    @Override
    public void close() {
        closing = true;
        var stopping = Thread.ofVirtual().name("schedule-stop").start(() -> {
            try {
                scheduler.shutdown(true);
            } catch (SchedulerException fault) {
                LOG.warn("the schedule did not stop in order: {}", fault.getMessage());
            }
        });
        try {
            if (!stopping.join(PATIENCE.plusSeconds(2))) {
                LOG.warn(
                        "the schedule did not stop within {} s, the other nodes take over by themselves",
                        PATIENCE.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        connections.close();
    }

    private Scheduler assemble(String node, NodeListener others) throws SchedulerException {
        DBConnectionManager.getInstance().addConnectionProvider(node, connections);
        var store = new ClusteredStore(
                node, CLUSTER, node, others, () -> clocks.state().mayWork(), clock);
        var threads = new VirtualThreads(THREADS, PATIENCE);
        store.setThreadPoolSize(THREADS);

        var resources = new QuartzSchedulerResources();
        resources.setName(CLUSTER);
        resources.setInstanceId(node);
        resources.setThreadName("schedule");
        resources.setMakeSchedulerThreadDaemon(true);
        resources.setThreadExecutor(new DefaultThreadExecutor());
        resources.setThreadPool(threads);
        resources.setJobStore(store);
        resources.setMaxBatchSize(BATCH);
        resources.setBatchTimeWindow(FIRED_TOGETHER_MS);
        var shells = new StdJobRunShellFactory();
        resources.setJobRunShellFactory(shells);

        var quartz = new QuartzScheduler(resources, IDLE_WAIT_MS, -1);
        var classes = new CascadingClassLoadHelper();
        classes.initialize();
        store.initialize(classes, quartz.getSchedulerSignaler());
        var assembled = new StdScheduler(quartz);
        shells.initialize(assembled);
        quartz.initialize();
        assembled.setJobFactory(new Work.Factory(this::workOf));
        assembled.getListenerManager().addSchedulerListener(new Complaints());
        return assembled;
    }

    private Runnable workOf(TriggerKey key) {
        return switch (key.getGroup()) {
            case Timetable.ROUND -> () -> work.walk().accept(Timetable.shardOf(key));
            default ->
                work.daily().stream()
                        .filter(job -> job.name().equals(key.getGroup()))
                        .map(ScheduledWork.DailyJob::work)
                        .findFirst()
                        .orElse(() -> LOG.warn("{} is not known here; another version of Tocsin scheduled it", key));
        };
    }

    /// One line where Quartz's own listener would print a stack trace. Every two seconds, while the database is
    /// away; but that is told once by whoever else finds it so.
    private static final class Complaints extends SchedulerListenerSupport {
        @Override
        public void schedulerError(String message, SchedulerException cause) {
            if (Database.isUnavailable(cause)) {
                LOG.debug("the schedule waits for the database: {}", message, cause);
            } else {
                LOG.warn("{} {}", message, cause.getMessage());
            }
        }
    }
}
