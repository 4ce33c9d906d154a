package dev.tocsin.incidents.mailroom;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mailbox that remembers what it got, and answers what it was told.
public final class KeptMail implements Mailbox {
    private final String address;
    private final List<ArrivedMail> mails = new CopyOnWriteArrayList<>();
    private volatile Receipt answer = new Receipt.Kept();
    private volatile boolean broken;

    public KeptMail(String address) {
        this.address = address;
    }

    public List<ArrivedMail> mails() {
        return List.copyOf(mails);
    }

    public void answer(Receipt receipt) {
        answer = receipt;
    }

    public void breakDown() {
        broken = true;
    }

    @Override
    public boolean takes(String recipient) {
        return recipient.toLowerCase(Locale.ROOT).equals(address);
    }

    @Override
    public Receipt put(ArrivedMail mail) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        if (answer instanceof Receipt.Kept) {
            mails.add(mail);
        }
        return answer;
    }
}
