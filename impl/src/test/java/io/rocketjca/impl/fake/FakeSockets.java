package io.rocketjca.impl.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;

/** How a fake peer listens on the loopback interface. */
public final class FakeSockets {

    private static final int BACKLOG = 200;

    private final ServerSocketFactory factory;
    private final SSLParameters parameters;

    private FakeSockets(ServerSocketFactory factory, SSLParameters parameters) {
        this.factory = factory;
        this.parameters = parameters;
    }

    public static FakeSockets plain() {
        return new FakeSockets(ServerSocketFactory.getDefault(), null);
    }

    /** Encrypted sockets. */
    public static FakeSockets tls(SSLContext context) {
        return new FakeSockets(context.getServerSocketFactory(), context.getDefaultSSLParameters());
    }

    /** Demands a client certificate that the server trusts. */
    public FakeSockets demandingClientCertificates() {
        parameters.setNeedClientAuth(true);
        return this;
    }

    /** Speaks these versions of TLS only. */
    public FakeSockets protocols(String... protocols) {
        parameters.setProtocols(protocols);
        return this;
    }

    /** Notes the host names that clients ask for. */
    public FakeSockets notingNames(Collection<String> names) {
        parameters.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
            @Override
            public boolean matches(SNIServerName name) {
                names.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                return true;
            }
        }));
        return this;
    }

    ServerSocket listen(int port) {
        try {
            ServerSocket server = factory.createServerSocket();
            if (server instanceof SSLServerSocket encrypted) {
                encrypted.setSSLParameters(parameters);
            }
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
