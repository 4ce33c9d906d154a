package dev.tocsin.app.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Quartz's clustered store on PostgreSQL, which in addition takes leave when it is stopped in order: the triggers that
/// this node had acquired are free at once, where the others would else wait for the silence to be noticed.
@SuppressWarnings("unchecked") // the parent overrides a generic method by a raw one
final class ClusteredStore extends JobStoreTX {
    // The parent's log is turned off: it prints a stack trace every two seconds while the database is away.
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    /// How late a trigger may be before Quartz counts its time as missed, and how often it looks for such triggers.
    private static final long MISSED_AFTER_MS = 3_000;

    private static final long CHECK_IN_MS = 2_000;

    /// So long must a node be silent beyond its time to be taken for dead. Quartz's own 7.5 s spare nodes that
    /// pause; here one that wrongly seems dead does no harm, for all work is claimed row by row.
    private static final long SILENCE_MS = 3_000;

    private final NodeListener others;
    private final BooleanSupplier mayWork;
    private final InstantSource clock;

    ClusteredStore(
            String dataSource,
            String cluster,
            String node,
            NodeListener others,
            BooleanSupplier mayWork,
            InstantSource clock) {
        this.others = others;
        this.mayWork = mayWork;
        this.clock = clock;
        setDataSource(dataSource);
        try {
            setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        } catch (InvalidConfigurationException fault) {
            throw new IllegalStateException(fault);
        }
        setTablePrefix("qrtz_");
        setInstanceName(cluster);
        setInstanceId(node);
        setIsClustered(true);
        setClusterCheckinInterval(CHECK_IN_MS);
        setAcquireTriggersWithinLock(true);
        setMisfireThreshold(MISSED_AFTER_MS);
        setMaxMisfiresToHandleAtATime(1_000);
        setDbRetryInterval(CHECK_IN_MS);
        setMakeThreadsDaemons(true);
    }

    @Override
    public void shutdown() {
        super.shutdown();
        try {
            executeInNonManagedTXLock(LOCK_TRIGGER_ACCESS, this::takeLeave, null);
        } catch (JobPersistenceException | RuntimeException lost) {
            getLog().debug("could not take leave, the others will notice the silence", lost);
        }
    }

    @Override
    protected long calcFailedIfAfter(SchedulerStateRecord node) {
        // Who comes late to check must not take the others for dead.
        var interval = Math.max(node.getCheckinInterval(), clock.millis() - lastCheckin);
        return node.getCheckinTimestamp() + interval + SILENCE_MS;
    }

    /// A node whose clock is out would take all others for dead.
    @Override
    protected List<SchedulerStateRecord> findFailedInstances(Connection connection) throws JobPersistenceException {
        return mayWork.getAsBoolean() ? super.findFailedInstances(connection) : List.of();
    }

    /// A node whose clock is out would take all triggers for late.
    @Override
    protected RecoverMisfiredJobsResult doRecoverMisfires() throws JobPersistenceException {
        return mayWork.getAsBoolean() ? super.doRecoverMisfires() : RecoverMisfiredJobsResult.NO_OP;
    }

    @Override
    protected void clusterRecover(Connection connection, List<SchedulerStateRecord> failed)
            throws JobPersistenceException {
        super.clusterRecover(connection, failed);
        for (var node : failed) {
            var name = node.getSchedulerInstanceId();
            if (!name.equals(getInstanceId())) {
                LOG.warn("node {} has fallen silent, its work is taken over", name);
                Thread.startVirtualThread(() -> others.gone(name, Instant.ofEpochMilli(node.getCheckinTimestamp())));
            }
        }
    }

    private Void takeLeave(Connection connection) throws JobPersistenceException {
        var self = new SchedulerStateRecord();
        self.setSchedulerInstanceId(getInstanceId());
        clusterRecover(connection, List.of(self));
        try {
            getDelegate().deleteSchedulerState(connection, getInstanceId());
            return null;
        } catch (SQLException failure) {
            throw new JobPersistenceException("could not take leave", failure);
        }
    }
}
