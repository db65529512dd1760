package io.rocketjca.impl.fake;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.util.List;

/** Has netty watch every buffer that is made from now on, until it is closed. */
public final class LeakWatch implements AutoCloseable {

    private static final int COLLECTIONS = 5;

    private final Level before = ResourceLeakDetector.getLevel();
    private final RecordedLog log = new RecordedLog(ResourceLeakDetector.class);

    public LeakWatch() {
        ResourceLeakDetector.setLevel(Level.PARANOID);
    }

    /** The buffers that were collected without being released, as netty tells of them. */
    public List<String> leaks() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            ByteBufAllocator.DEFAULT.directBuffer().release(); // with each new buffer netty looks for collected ones
        }
        return log.with("LEAK");
    }

    @Override
    public void close() {
        log.close();
        ResourceLeakDetector.setLevel(before);
    }
}
