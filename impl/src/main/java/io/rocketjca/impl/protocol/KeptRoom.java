package io.rocketjca.impl.protocol;

/** Room for what a compressor writes, used again by the bodies that follow. Thread-safe. */
final class KeptRoom {

    /** The largest that is kept; larger bodies get room of their own. */
    static final int MAX_KEPT_BYTES = 128 << 10;

    private final Kept<byte[]> rooms = new Kept<>();

    /** Room for at least so many bytes, with anything in it; to be given back. */
    byte[] take(int bytes) {
        byte[] room = bytes > MAX_KEPT_BYTES ? null : rooms.take();
        return room != null && room.length >= bytes ? room : new byte[larger(room, bytes)];
    }

    /** Keeps the room, which the caller must not use any more, if it is not too large and not too many are kept. */
    void giveBack(byte[] room) {
        if (room.length <= MAX_KEPT_BYTES) {
            rooms.giveBack(room);
        }
    }

    /** How much to make where there is too little: at least twice as much, so that bodies which grow slowly do not make one each. */
    static int larger(byte[] tooSmall, int bytes) {
        int now = tooSmall == null ? 0 : tooSmall.length;
        return Math.max(bytes, Math.min(2 * now, MAX_KEPT_BYTES));
    }
}
