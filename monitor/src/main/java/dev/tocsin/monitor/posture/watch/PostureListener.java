package dev.tocsin.monitor.posture.watch;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Who wants to know when the posture of a target became worse, or well again; the rooms above implement it.
public interface PostureListener {

    /// Called inside the transaction that settles the look, so that what follows commits with it. Writes rows only: no
    /// network, no transaction of its own.
    void postureChanged(Handle handle, List<PostureNews> news);
}
