package io.rocketjca.impl.protocol;

/** What the header of a received frame says; valid only while the frame is being handled. */
public interface ReceivedHeader {

    /** The request code of a request, the response code of an answer. */
    int code();

    int opaque();

    /** The sender's version ordinal. */
    int version();

    /** The sender's words, or {@code null}. */
    String remark();

    /** The value of an extension field, or {@code null}. */
    String extField(String name);

    /** The value of a numeric extension field, or {@code absent} if it is missing or not a number; allocates nothing. */
    long extLong(String name, long absent);

    /**
     * One half of an extension field that is an id of exactly 32 hexadecimal digits.
     *
     * @param half 0 for the first 16 digits, 1 for the last
     * @return {@code absent} if the field is missing, has another length, or this half has something else than digits
     */
    default long extId(String name, int half, long absent) {
        String text = extField(name);
        return text == null ? absent : Hex.parseHalf(text, half, absent);
    }
}
