package io.rocketjca.impl.transaction.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A directory whose disk is full, refuses to sync, or is watched: the store sees it through the scheme {@code faulty:}. */
final class FaultyDisk implements AutoCloseable {

    private static final String SCHEME = "faulty";
    private static final Map<String, FaultyDisk> DISKS = new ConcurrentHashMap<>();

    /** Sees what the store does to a file. */
    interface Watcher {
        default void written(Path file, long position, byte[] bytes) {}

        /** Called before what was written is on disk. */
        default void syncing(Path file) throws IOException {}
    }

    private final String directory;
    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
    final AtomicInteger syncsToFail = new AtomicInteger();
    final AtomicInteger syncs = new AtomicInteger();
    /** Set where only what is written matters, as a sync takes long. */
    volatile boolean skipsSyncs;

    volatile Watcher watcher = new Watcher() {};

    private FaultyDisk(Path directory) {
        this.directory = directory.toAbsolutePath().toString();
    }

    static FaultyDisk at(Path directory) {
        FilePath.register(new Scheme());
        FaultyDisk disk = new FaultyDisk(directory);
        DISKS.put(disk.directory, disk);
        return disk;
    }

    StoreFiles files(long mostDeadBytes) {
        return new StoreFiles(SCHEME + ":", mostDeadBytes);
    }

    @Override
    public void close() {
        DISKS.remove(directory);
    }

    /** The scheme, and any path in it: the store makes new ones without arguments. */
    public static final class Scheme extends FilePathWrapper {

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            Path file = Path.of(unwrap().toString());
            return new Channel(DISKS.get(file.getParent().toString()), file, super.open(mode));
        }
    }

    private static final class Channel extends FileBaseDefault {

        private final FaultyDisk disk;
        private final Path file;
        private final FileChannel real;

        private Channel(FaultyDisk disk, Path file, FileChannel real) {
            this.disk = disk;
            this.file = file;
            this.real = real;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            int wanted = from.remaining();
            long left = disk.room.getAndUpdate(room -> Math.max(0, room - wanted));
            int fitting = (int) Math.min(wanted, left);
            byte[] bytes = new byte[fitting];
            from.get(bytes);
            real.write(ByteBuffer.wrap(bytes), position);
            disk.watcher.written(file, position, bytes);
            if (fitting < wanted) {
                throw new IOException("No space left on device");
            }
            return fitting;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            disk.watcher.syncing(file);
            if (disk.syncsToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("Input/output error");
            }
            if (!disk.skipsSyncs) {
                real.force(metaData);
            }
            disk.syncs.incrementAndGet();
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            return real.read(to, position);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            real.truncate(size);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
