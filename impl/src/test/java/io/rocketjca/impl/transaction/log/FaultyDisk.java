package io.rocketjca.impl.transaction.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that is full, refuses to sync, or is watched. */
final class FaultyDisk {

    /** Sees what the log does to a file. */
    interface Watcher {
        default void written(Path file, long position, byte[] bytes) {}

        /** Called before what was written is on disk. */
        default void syncing(Path file) throws IOException {}
    }

    /** By how much files may still grow. */
    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    final AtomicInteger syncsToFail = new AtomicInteger();
    final AtomicInteger syncs = new AtomicInteger();
    /** Set where only what is written matters, as a sync takes long. */
    volatile boolean skipsSyncs;

    volatile Watcher watcher = new Watcher() {};

    /** Files with the log's own room. */
    LogFiles files(long mostDeadBytes) {
        return files(LogFiles.ROOM_BYTES, mostDeadBytes);
    }

    LogFiles files(int roomBytes, long mostDeadBytes) {
        return new LogFiles(file -> new Channel(this, file), roomBytes, mostDeadBytes);
    }

    private static final class Channel extends FileChannel {

        private final FaultyDisk disk;
        private final Path file;
        private final FileChannel real;

        private Channel(FaultyDisk disk, Path file) throws IOException {
            this.disk = disk;
            this.file = file;
            this.real = FileChannel.open(file, StandardOpenOption.WRITE);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            long growth = Math.max(0, position + from.remaining() - real.size());
            long left = disk.room.getAndUpdate(room -> Math.max(0, room - growth));
            boolean fits = growth <= left;
            byte[] bytes = new byte[from.remaining() - (fits ? 0 : (int) (growth - left))];
            from.get(bytes);
            real.write(ByteBuffer.wrap(bytes), position);
            disk.watcher.written(file, position, bytes);
            if (!fits) {
                throw new IOException("No space left on device");
            }
            return bytes.length;
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
        protected void implCloseChannel() throws IOException {
            real.close();
        }

        // ---- what the log does not use ----

        @Override
        public int read(ByteBuffer to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] to, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer to, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
