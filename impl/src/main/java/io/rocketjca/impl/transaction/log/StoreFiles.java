package io.rocketjca.impl.transaction.log;

import java.nio.file.Path;

/**
 * How files are named to the store, and how large they may grow.
 *
 * @param scheme the file system that the store shall use, with a colon; empty for the server's own
 * @param mostDeadBytes what a file may hold besides its branches, and twice those
 */
record StoreFiles(String scheme, long mostDeadBytes) {

    static final StoreFiles DEFAULT = new StoreFiles("", BranchWriter.MOST_DEAD_BYTES);

    String nameOf(Path file) {
        return scheme + file.toAbsolutePath();
    }
}
