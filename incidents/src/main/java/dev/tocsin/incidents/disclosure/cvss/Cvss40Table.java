package dev.tocsin.incidents.disclosure.cvss;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// The scores of the 270 classes of CVSS 4.0, in tenths: numbers of the standard, found by experts and by no formula.
final class Cvss40Table {
    private static final int EXPLOITS = 3;
    private static final int OTHERS = 3;

    /// A block for each pair of EQ1 and EQ2, in it a line for each level of EQ3; along it EQ4, EQ5 and EQ6, the last
    /// the fastest. Without high impact no need can be met, so the third line has EQ6 at 1 alone.
    private static final List<int[]> SCORES = """
            100 99 98 95 95 92 100 96 93 87 91 81 93 90 89 80 81 68
            98 95 95 92 90 84 93 92 89 81 81 65 88 80 78 70 69 48
            92 82 72 79 69 50 69 55 27
            99 97 95 92 92 85 95 91 90 83 84 71 92 81 82 71 72 53
            95 93 92 85 85 73 92 82 80 72 70 59 84 70 71 52 50 30
            86 75 52 71 52 29 63 29 17
            98 95 94 87 91 81 94 89 86 74 77 64 87 75 74 63 63 49
            94 89 88 77 76 67 86 76 74 58 59 50 72 57 57 52 52 25
            83 70 54 65 58 26 53 21 13
            95 90 88 76 76 70 90 77 75 62 61 53 77 66 68 59 52 30
            89 78 76 67 62 58 74 59 57 57 47 23 61 52 57 29 24 16
            71 59 30 58 26 15 23 13 6
            93 87 86 72 75 58 86 74 74 61 56 34 70 54 52 40 40 22
            85 75 74 55 62 51 72 57 55 41 46 19 53 36 34 19 19 8
            64 51 20 47 21 11 24 9 4
            88 75 73 53 60 50 73 55 59 40 41 20 54 43 45 22 20 11
            75 55 58 45 40 21 61 51 48 18 20 9 46 18 17 7 8 2
            53 24 14 24 12 5 10 3 1
            """.lines().map(line ->
            Arrays.stream(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray()).toList();

    private Cvss40Table() {}

    /// Empty when there is no such class.
    static OptionalInt tenths(Cvss40.Macro macro) {
        if (macro.ease() > 2
                || macro.circumstance() > 1
                || macro.impact() > 2
                || macro.others() >= OTHERS
                || macro.exploit() >= EXPLOITS
                || (macro.impact() == 2 && macro.need() == 0)) {
            return OptionalInt.empty();
        }
        var line = SCORES.get((macro.ease() * 2 + macro.circumstance()) * 3 + macro.impact());
        var place = macro.others() * EXPLOITS + macro.exploit();
        return OptionalInt.of(macro.impact() == 2 ? line[place] : line[place * 2 + macro.need()]);
    }
}
