package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.FigureSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A figure of security as the first page shows it: what it is of, its value, and how it came about.
record FigureView(String name, String value, String note) {

    static List<FigureView> of(Edition edition) {
        var figures = edition.board().figures();
        var views = new ArrayList<FigureView>();
        figures.grades()
                .forEach(graded -> views.add(new FigureView(
                        edition.text("postureOf", host(graded.target())),
                        edition.text("grade", graded.grade()),
                        graded.cleanAt()
                                .map(at -> edition.text("lastClean", edition.day(at)))
                                .orElseGet(() -> edition.text("neverClean", edition.day(graded.lookedAt()))))));
        var over = edition.board().settings().options().figures().answerDays();
        if (over.isPresent()) {
            views.add(answers(over.getAsInt(), edition));
        }
        return views;
    }

    private static FigureView answers(int days, Edition edition) {
        return edition.board()
                .figures()
                .answers()
                .filter(measured -> measured.count() >= FigureSettings.LEAST_ANSWERS)
                .map(measured -> new FigureView(
                        edition.text("answers"),
                        Times.duration(measured.half()),
                        edition.text("answersNote", days, measured.count(), Times.duration(measured.nineInTen()))))
                .orElseGet(() -> new FigureView(
                        edition.text("answers"), edition.text("notMeasured"), edition.text("tooFewAnswers", days)));
    }

    /// What everybody knows anyway; a path may say more than that.
    private static String host(String target) {
        try {
            var host = URI.create(target).getHost();
            return host == null ? target : host;
        } catch (IllegalArgumentException none) {
            return target;
        }
    }
}
