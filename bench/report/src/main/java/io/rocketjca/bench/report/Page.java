package io.rocketjca.bench.report;

/** A page of which one part is generated; all around it is written by hand and stays. */
final class Page {

    static final String BEGIN = "<!-- begin: written by bench/report.sh -->\n";
    static final String END = "<!-- end: written by bench/report.sh -->\n";

    private final String text;

    Page(String text) {
        this.text = text;
    }

    /** The page with another generated part. */
    String with(String generated) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The page must hold a line " + BEGIN.strip() + " and below it a line "
                    + END.strip() + ": what is generated goes between them");
        }
        return text.substring(0, begin + BEGIN.length()) + generated + text.substring(end);
    }
}
