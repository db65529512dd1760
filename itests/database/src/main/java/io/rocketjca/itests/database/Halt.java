package io.rocketjca.itests.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ends the JVM at once, without any goodbye, when the moment comes that a file names; the file is gone then. */
record Halt(Path file) {

    private static final int EXIT_CODE = 7;

    void reached(String moment) {
        try {
            if (Files.exists(file) && Files.readString(file).trim().equals(moment)) {
                Files.delete(file);
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
