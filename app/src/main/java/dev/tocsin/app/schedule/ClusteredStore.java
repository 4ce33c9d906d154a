package dev.tocsin.app.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;

/// Quartz's clustered store on PostgreSQL, which in addition takes leave when it is stopped in order: the triggers that
/// this node had acquired are free at once, where the others would else wait for the silence to be noticed.
@SuppressWarnings("unchecked") // the parent overrides a generic method by a raw one
final class ClusteredStore extends JobStoreTX {

    /// How late a trigger may be before Quartz counts its time as missed, and how often it looks for such triggers.
    private static final long MISSED_AFTER_MS = 3_000;

    private static final long CHECK_IN_MS = 2_000;

    ClusteredStore(String dataSource, String cluster, String node) {
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
