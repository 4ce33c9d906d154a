package dev.tocsin.incidents.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The one style of the pages behind our links. It stands inside the page, and its hash in the policy lets nothing else
/// in.
public final class AnswerStyle {
    private static final String CSS = """
            :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--line:#d3d9e0;--text:#171b22;--soft:#4b5563;--link:#0b57b7;--bad:#cf222e;--good:#1b8a52}\
            @media(prefers-color-scheme:dark){:root{--bg:#0f1216;--card:#171c23;--line:#313a46;--text:#e8ecf1;--soft:#a9b3bf;--link:#7ab7ff;--bad:#f4525c;--good:#2fae6e}}\
            *{box-sizing:border-box}body{margin:0 auto;max-width:36rem;padding:1.5rem 1rem 3rem;background:var(--bg);color:var(--text);font:100%/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}\
            h1{font-size:1.5rem;line-height:1.25;margin:0}h2{font-size:1.0625rem;margin:2rem 0 .5rem}p{margin:.35rem 0}\
            .card{background:var(--card);border:1px solid var(--line);border-left:.5rem solid var(--bad);border-radius:.75rem;padding:1.25rem 1.5rem}.card.over{border-left-color:var(--good)}\
            .soft{color:var(--soft);font-size:.9375rem}.notice{margin:0 0 1rem;padding:.75rem 1rem;border:1px solid var(--good);border-radius:.5rem;font-weight:600}\
            form{margin:1.5rem 0 0;display:grid;gap:.75rem}button{min-height:3.5rem;border:1px solid var(--line);border-radius:.75rem;background:var(--card);color:var(--text);font:inherit;font-weight:600;cursor:pointer}\
            button.first{background:#0b57b7;border-color:#0b57b7;color:#fff;font-size:1.125rem;min-height:4rem}button:focus-visible{outline:3px solid var(--link);outline-offset:2px}\
            ol{list-style:none;margin:0;padding:0}li{padding:.5rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}time{font-variant-numeric:tabular-nums;color:var(--soft)}""";

    /// For the template.
    public String style() {
        return CSS;
    }

    /// Lets this style in and nothing else.
    public static String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + sha256()
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String sha256() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("every JDK has SHA-256", bug);
        }
    }
}
