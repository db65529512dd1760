package io.rocketjca.impl.transaction.log;

import io.rocketjca.impl.transaction.log.BranchLogException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of a log, held by one adapter at a time: locked until {@link #close}, or until the process dies.
 *
 * <p>There are two lock files, because closing any channel to a file gives up all locks that the process has on it. An adapter
 * that finds the first one taken within its own JVM has done just that to it, but never gets to open the second.
 */
final class LogDirectory implements AutoCloseable {

    private static final String FILE = "branches.log";
    private static final String FRESH_FILE = "branches.new";
    private static final String JVM_LOCK = "jvm.lock";
    private static final String PROCESS_LOCK = "process.lock";

    private final Path path;
    private final FileChannel jvmLock;
    private final FileChannel processLock;

    private LogDirectory(Path path, FileChannel jvmLock, FileChannel processLock) {
        this.path = path;
        this.jvmLock = jvmLock;
        this.processLock = processLock;
    }

    /**
     * Takes the directory, and makes it if there is none, for this user alone where the file system knows users.
     *
     * @throws BranchLogException if another adapter has it, or if it cannot be made or written
     */
    static LogDirectory take(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                make(path);
            }
            FileChannel jvmLock = locked(path, JVM_LOCK);
            try {
                FileChannel processLock = locked(path, PROCESS_LOCK);
                tellProcess(processLock);
                return new LogDirectory(path, jvmLock, processLock);
            } catch (IOException | RuntimeException e) {
                jvmLock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BranchLogException(
                    Kind.DISK,
                    "Cannot use " + path + " for the branch log (" + e
                            + "); name a directory that this server may write.",
                    e);
        }
    }

    private static void make(Path path) throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        Files.createDirectory(path, onlyMine(path, "rwx------"));
    }

    private static FileAttribute<?>[] onlyMine(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static FileChannel locked(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            makeFile(file);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                throw inUse(directory, "process " + processIn(directory));
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(directory, "another adapter of this server");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, onlyMine(file, "rw-------"));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            if (!Files.isRegularFile(file)) {
                throw madeMeanwhile;
            }
        }
    }

    private static BranchLogException inUse(Path directory, String by) {
        return new BranchLogException(
                Kind.IN_USE,
                "The branch log in " + directory + " is in use by " + by
                        + "; give each adapter a name or a log directory of its own, or stop the other one.",
                null);
    }

    private static void tellProcess(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** Only for the lock of another process: reading closes, and closing unlocks what this one has. */
    private static String processIn(Path directory) {
        try {
            return Files.readString(directory.resolve(PROCESS_LOCK), StandardCharsets.US_ASCII);
        } catch (IOException untold) {
            return "unknown";
        }
    }

    Path path() {
        return path;
    }

    /** The file with the branches; there may be none yet. */
    Path file() {
        return path.resolve(FILE);
    }

    /** An empty file to write a fresh one into, in place of what a crash may have left there. */
    Path newFile() throws IOException {
        Path fresh = path.resolve(FRESH_FILE);
        Files.deleteIfExists(fresh);
        makeFile(fresh);
        return fresh;
    }

    /** Puts the fresh file in the place of the other, which nobody may have open; a crash leaves the one or the other. */
    void replace() throws IOException {
        Files.move(
                path.resolve(FRESH_FILE), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** Removes an unfinished fresh file, which takes room from a disk that may be full. */
    void dropNewFile() throws IOException {
        Files.deleteIfExists(path.resolve(FRESH_FILE));
    }

    /** Lets go of the directory, to whoever takes it next. */
    @Override
    public void close() {
        try (jvmLock) {
            processLock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
