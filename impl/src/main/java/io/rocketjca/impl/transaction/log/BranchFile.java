package io.rocketjca.impl.transaction.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of the log, open for writing: each change is one {@link LogFrame}, written behind the last and forced before the next.
 * What is not written yet is zeros, made ahead of time, so that a force need not make the file longer. One thread at a time.
 */
final class BranchFile {

    /** The number under which the {@link LogIdentity} stands: before all branches. */
    static final long IDENTITY = 0;

    private static final int MOST_BYTES_KEPT = 64 << 10;
    private static final int ZEROS = 64 << 10;

    private final FileChannel channel;
    private final int roomBytes;
    private ByteBuffer buffer = ByteBuffer.allocate(LogFrame.SECTOR_BYTES);
    private long frames;
    private long end;
    private long length;

    private BranchFile(FileChannel channel, int roomBytes) {
        this.channel = channel;
        this.roomBytes = roomBytes;
    }

    /** Writes everything into an empty file, forces it, and says where in it {@link #open} goes on. */
    static long write(LogFiles files, Path fresh, LogIdentity identity, LiveBranches live) throws IOException {
        try (FileChannel channel = files.open(fresh)) {
            BranchFile file = new BranchFile(channel, files.roomBytes());
            file.write(allOf(identity, live));
            return file.end;
        }
    }

    private static List<LiveBranches.Change> allOf(LogIdentity identity, LiveBranches live) {
        List<LiveBranches.Change> all = new ArrayList<>(live.records().size() + 1);
        all.add(new LiveBranches.Change(null, IDENTITY, null, LogRecords.encode(identity)));
        live.records().forEach((number, record) -> all.add(new LiveBranches.Change(null, number, null, record)));
        return all;
    }

    /** Opens a file that {@link #write(LogFiles, Path, LogIdentity, LiveBranches)} has written. */
    static BranchFile open(LogFiles files, Path written, long end) throws IOException {
        FileChannel channel = files.open(written);
        BranchFile file = new BranchFile(channel, files.roomBytes());
        file.frames = 1;
        file.end = end;
        file.length = channel.size();
        return file;
    }

    /** Writes these changes, and forces them. */
    void write(List<LiveBranches.Change> changes) throws IOException {
        int bytes = LogFrame.bytes(changes);
        makeRoom(bytes);
        prepareBuffer(bytes);
        LogFrame.write(buffer, frames, changes);
        writeAt(end, buffer);
        channel.force(false);
        frames++;
        end = LogFrame.nextSector(end + bytes);
    }

    /** Makes the file longer if this does not fit, and forces that: what follows is written into a file that does not change its size. */
    private void makeRoom(int bytes) throws IOException {
        if (end + bytes <= length) {
            return;
        }
        long wanted = LogFrame.nextSector(end + bytes) + roomBytes;
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
        for (long at = length; at < wanted; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(ZEROS, wanted - at));
            writeAt(at, zeros);
        }
        channel.force(true);
        length = wanted;
    }

    private void prepareBuffer(int bytes) {
        if (buffer.capacity() < bytes || buffer.capacity() > Math.max(MOST_BYTES_KEPT, bytes)) {
            buffer = ByteBuffer.allocate((int) LogFrame.nextSector(bytes));
        }
    }

    private void writeAt(long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** How far it is written. */
    long size() {
        return end;
    }

    /** Lets go of the file as it is, without writing. */
    void close() throws IOException {
        channel.close();
    }
}
