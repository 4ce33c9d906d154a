package dev.tocsin.incidents.oncall;

import java.util.List;

/// Who is on call at an instant, before it is known until when: `taken`, or `nobody` and why.
record Posts(List<Post> taken, String nobody) {

    /// `why` and `note` are the words around the end; `identity` tells two turns of the same responder apart.
    record Post(String responder, String why, String note, Object identity) {}

    static Posts of(List<Post> taken) {
        return new Posts(taken, "");
    }

    static Posts nobody(String because) {
        return new Posts(List.of(), because);
    }

    /// With the words for an end `until`, which are empty when there is none.
    Duty duty(String until) {
        if (taken.isEmpty()) {
            return new Duty.Nobody(nobody + until);
        }
        return new Duty.Someone(taken.stream()
                .map(post -> new OnCall(
                        post.responder(), post.why() + until + (post.note().isEmpty() ? "" : " (" + post.note() + ")")))
                .toList());
    }
}
