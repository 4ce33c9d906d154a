package dev.tocsin.monitor.posture.redirect;

import dev.tocsin.monitor.posture.hsts.PreloadCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The redirects as the checker of hstspreload.org judges them, in its own codes. It compares hosts as text, so that
/// `HTTPS://EXAMPLE.COM` is another host to it, and gives up after three redirects.
public record PreloadRedirects(List<String> httpErrors, List<String> httpWarnings, List<String> httpsErrors) {

    private static final int MOST = 3;

    public PreloadRedirects {
        httpErrors = List.copyOf(httpErrors);
        httpWarnings = List.copyOf(httpWarnings);
        httpsErrors = List.copyOf(httpsErrors);
    }

    /// @param domain in small letters
    /// @param http the walk from `http://domain/`
    /// @param https the walk from `https://domain/`
    static PreloadRedirects of(String domain, Walk http, Walk https) {
        var httpsErrors = followed(https);
        httpsErrors.addAll(insecure(https));
        var first = http.start().answer();
        if (first.isEmpty()) {
            return new PreloadRedirects(List.of(), List.of("redirects.http.does_not_exist"), httpsErrors);
        }
        var warnings = first.get().hsts().isEmpty() ? List.<String>of() : List.of("redirects.http.useless_header");
        return new PreloadRedirects(httpErrors(domain, http), warnings, httpsErrors);
    }

    private static List<String> httpErrors(String domain, Walk http) {
        var errors = followed(http);
        var target = http.firstTarget();
        if (target.isEmpty()) {
            errors.add("redirects.http.no_redirect");
        } else if (target.get().secure() && target.get().writtenHost().equals(domain)) {
            errors.addAll(insecure(http));
            firstAnswer(http, errors);
        } else {
            errors.add(
                    target.get().writtenHost().equals("www." + domain)
                            ? "redirects.http.www_first"
                            : "redirects.http.first_redirect.insecure");
        }
        return errors;
    }

    private static void firstAnswer(Walk http, List<String> errors) {
        var answer = http.hops().size() < 2
                ? Optional.<Hop.Answer>empty()
                : http.hops().get(1).answer();
        if (answer.isEmpty()) {
            errors.add("redirects.http.first_redirect.invalid");
        } else if (!PreloadCheck.ofAnswer(answer.get().hsts(), PreloadCheck.Policy.ONE_YEAR)
                .passes()) {
            errors.add("redirects.http.first_redirect.no_hsts");
        }
    }

    private static List<String> followed(Walk walk) {
        var errors = new ArrayList<String>();
        if (walk.redirects() > MOST) {
            errors.add("redirects.too_many");
        } else if (walk.end() == Walk.End.UNREACHABLE || walk.end() == Walk.End.NOWHERE) {
            errors.add("redirects.follow_error");
        }
        return errors;
    }

    private static List<String> insecure(Walk walk) {
        var targets = walk.targets();
        for (var index = 0; index < Math.min(targets.size(), MOST + 1); index++) {
            if (!targets.get(index).secure()) {
                return List.of(index == 0 ? "redirects.insecure.initial" : "redirects.insecure.subsequent");
            }
        }
        return List.of();
    }
}
