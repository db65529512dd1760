package io.rocketjca.bench.sink;

/**
 * The few things of a request that an answer needs, found by scanning; for the requests of one connection. Both forms of
 * header keep their fields at the same places from message to message.
 */
final class RequestHead {

    private static final int ONE_WAY = 2;
    private static final int KEY_DIGITS = 32;
    private static final int LONG_KEY_DIGITS = 56;

    private final RememberedPlace jsonCode = new RememberedPlace("\"code\":");
    private final RememberedPlace jsonFlag = new RememberedPlace("\"flag\":");
    private final RememberedPlace jsonOpaque = new RememberedPlace("\"opaque\":");
    private final RememberedPlace jsonQueue = new RememberedPlace("\"e\":\"");
    private final RememberedPlace jsonKey = new RememberedPlace("UNIQ_KEY\\u0001");
    private final RememberedPlace binaryQueue = new RememberedPlace("\0\1e\0\0\0\1");
    private final RememberedPlace binaryKey = new RememberedPlace("UNIQ_KEY\1");

    int code;
    int opaque;
    boolean oneWay;

    /** -1 if there is none. */
    int queueId;

    /** Where the digits of the unique key begin; -1 if there are none. */
    int uniqueKeyAt;

    int uniqueKeyDigits;

    void read(byte[] bytes, int start, int end, boolean binary) {
        if (binary) {
            readBinary(bytes, start, end);
        } else {
            readJson(bytes, start, end);
        }
        uniqueKeyDigits = longKey(bytes, end) ? LONG_KEY_DIGITS : KEY_DIGITS;
        if (uniqueKeyAt + uniqueKeyDigits > end) {
            uniqueKeyAt = -1;
        }
    }

    /** Keys come in two lengths: the longer ones hold an IPv6 address. */
    private boolean longKey(byte[] bytes, int end) {
        if (uniqueKeyAt < 0 || uniqueKeyAt + LONG_KEY_DIGITS > end) {
            return false;
        }
        byte after = bytes[uniqueKeyAt + KEY_DIGITS];
        return after >= '0' && after <= '9' || after >= 'A' && after <= 'F';
    }

    private void readBinary(byte[] bytes, int start, int end) {
        code = Bytes.int16(bytes, start);
        opaque = Bytes.int32(bytes, start + 5);
        oneWay = (Bytes.int32(bytes, start + 9) & ONE_WAY) != 0;
        int queueAt = binaryQueue.behind(bytes, start, end);
        queueId = queueAt < 0 ? -1 : Bytes.decimal(bytes, queueAt);
        uniqueKeyAt = binaryKey.behind(bytes, start, end);
    }

    private void readJson(byte[] bytes, int start, int end) {
        code = Bytes.decimal(bytes, jsonCode.behind(bytes, start, end));
        opaque = Bytes.decimal(bytes, jsonOpaque.behind(bytes, start, end));
        int flagAt = jsonFlag.behind(bytes, start, end);
        oneWay = flagAt >= 0 && (Bytes.decimal(bytes, flagAt) & ONE_WAY) != 0;
        int queueAt = jsonQueue.behind(bytes, start, end);
        queueId = queueAt < 0 ? -1 : Bytes.decimal(bytes, queueAt);
        uniqueKeyAt = jsonKey.behind(bytes, start, end);
    }
}
