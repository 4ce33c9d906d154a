package dev.tocsin.app.schedule;

import dev.tocsin.db.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.spi.JobFactory;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One firing of a trigger. What the work throws ends here: it is logged, and the trigger fires again at its next time.
final class Work implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private final Runnable work;

    private Work(Runnable work) {
        this.work = work;
    }

    @Override
    public void execute(JobExecutionContext context) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            var key = context.getTrigger().getKey();
            if (Database.isUnavailable(failure)) {
                LOG.debug("{} waits for the database", key, failure);
            } else {
                LOG.error("{} failed and is tried again at its next time", key, failure);
            }
        }
    }

    /// Makes the work of each firing from what this node knows. While a trigger's last work still runs here, its next
    /// firing does nothing: slow work must not pile up.
    static final class Factory implements JobFactory {
        private final Function<TriggerKey, Runnable> known;
        private final Set<TriggerKey> running = ConcurrentHashMap.newKeySet();

        Factory(Function<TriggerKey, Runnable> known) {
            this.known = known;
        }

        @Override
        public Job newJob(TriggerFiredBundle bundle, Scheduler scheduler) {
            var key = bundle.getTrigger().getKey();
            return new Work(() -> once(key));
        }

        private void once(TriggerKey key) {
            if (!running.add(key)) {
                LOG.warn("{} is still at work from its last time and is left out once", key);
                return;
            }
            try {
                known.apply(key).run();
            } finally {
                running.remove(key);
            }
        }
    }
}
