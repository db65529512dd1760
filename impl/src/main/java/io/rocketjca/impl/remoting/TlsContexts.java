package io.rocketjca.impl.remoting;

import io.netty.handler.ssl.SslContext;
import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.config.TlsConfig.StoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What new connections of one client are encrypted with. The files behind it are looked at for every new connection and read
 * again when they have changed; while a changed file cannot be used, what was read before stays in use. Does input: not for
 * the event loop.
 */
final class TlsContexts {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

    private final TlsConfig config;
    private final TlsContextReader reader;
    private final ReentrantLock lock = new ReentrantLock();

    /** What was read last, and of which files; under the lock. */
    private SslContext context;

    private List<Stamp> read = List.of();
    private List<Stamp> refused = List.of();

    TlsContexts(TlsConfig config) {
        this.config = config;
        this.reader = new TlsContextReader(config);
    }

    /**
     * What to encrypt the next connection with.
     *
     * @throws TlsStoreException if a file cannot be used, and nothing was read before
     */
    SslContext current() throws TlsStoreException {
        lock.lock();
        try {
            List<Stamp> now = List.of(Stamp.of(config.trustStore()), Stamp.of(config.keyStore()));
            if (context == null) {
                context = reader.read();
                read = now;
            } else if (!now.equals(read) && !now.equals(refused)) {
                readAgain(now);
            }
            return context;
        } finally {
            lock.unlock();
        }
    }

    private void readAgain(List<Stamp> now) {
        try {
            context = reader.read();
            read = now;
            LOG.info(
                    "TLS files read again, new connections use them trustStore={} keyStore={}",
                    config.trustStore(),
                    config.keyStore());
        } catch (TlsStoreException e) {
            refused = now;
            LOG.warn("changed TLS files cannot be used, new connections go on with the old ones", e);
        }
    }

    /** By what a changed file is known. */
    private record Stamp(long size, long modifiedMillis, Object key) {

        private static final Stamp MISSING = new Stamp(-1, -1, null);

        static Stamp of(StoreFile file) {
            if (file.none()) {
                return MISSING;
            }
            try {
                BasicFileAttributes is = Files.readAttributes(Path.of(file.path()), BasicFileAttributes.class);
                return new Stamp(is.size(), is.lastModifiedTime().toMillis(), is.fileKey());
            } catch (IOException | IllegalArgumentException e) {
                LOG.debug("TLS file cannot be looked at file={} reason={}", file, e.toString());
                return MISSING;
            }
        }
    }
}
