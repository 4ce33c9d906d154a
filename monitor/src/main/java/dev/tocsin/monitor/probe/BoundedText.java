package dev.tocsin.monitor.probe;

/// A text that refuses to be read after its deadline: the only way to stop a pattern that backtracks without end.
public final class BoundedText implements CharSequence {

    /// The clock is read once in so many characters.
    private static final int STRIDE = 1024;

    private final CharSequence text;
    private final Deadline deadline;
    private final int[] reads;

    public BoundedText(CharSequence text, Deadline deadline) {
        this(text, deadline, new int[1]);
    }

    private BoundedText(CharSequence text, Deadline deadline, int[] reads) {
        this.text = text;
        this.deadline = deadline;
        this.reads = reads;
    }

    @Override
    public char charAt(int index) {
        if (++reads[0] % STRIDE == 0 && deadline.passed()) {
            throw new OutOfTime();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), deadline, reads);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /// The deadline passed while the text was being read.
    public static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfTime() {
            super("the deadline passed", null, false, false);
        }
    }
}
