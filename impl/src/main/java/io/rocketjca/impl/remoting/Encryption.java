package io.rocketjca.impl.remoting;

import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.config.TlsConfig;
import java.util.concurrent.Executor;

/**
 * How the connections of one client are encrypted.
 *
 * @param tls what is trusted, shown and verified
 * @param work reads files and looks up host names, which the event loop must not
 */
public record Encryption(TlsConfig tls, Executor work) {

    Dialler over(TcpDialler plain, RemotingConfig config) {
        return new TlsDialler(this, new TlsContexts(tls), plain, config.connectTimeout());
    }
}
