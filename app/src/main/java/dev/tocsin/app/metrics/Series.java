package dev.tocsin.app.metrics;

/// The series of one monitor: every value is labelled with its name.
record Series(Gauges gauges, String monitor) {

    /// @param labels names and values in turn
    void add(String name, String help, double value, String... labels) {
        var all = new String[labels.length + 2];
        all[0] = "monitor";
        all[1] = monitor;
        System.arraycopy(labels, 0, all, 2, labels.length);
        gauges.add(name, help, value, all);
    }
}
