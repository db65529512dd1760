package io.rocketjca.impl.transaction.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How files of the log are opened for writing, and how they grow.
 *
 * @param opener opens a file that exists
 * @param roomBytes by how much a file is made longer ahead of what is written
 * @param mostDeadBytes what a file may hold besides its branches, and twice those
 */
record LogFiles(Opener opener, int roomBytes, long mostDeadBytes) {

    /** Of this a force fills a sector or a few; making it costs a write and a sync. */
    static final int ROOM_BYTES = 512 << 10;

    /** A file that has grown by so much, and to thrice its branches, is written anew. */
    static final long MOST_DEAD_BYTES = 8L << 20;

    static final LogFiles DEFAULT =
            new LogFiles(file -> FileChannel.open(file, StandardOpenOption.WRITE), ROOM_BYTES, MOST_DEAD_BYTES);

    /** The file system. */
    interface Opener {
        FileChannel open(Path file) throws IOException;
    }

    FileChannel open(Path file) throws IOException {
        return opener.open(file);
    }
}
