package io.rocketjca.impl.connector;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Unix;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.FastThreadLocal;
import io.rocketjca.Message;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.parsson.JsonProviderImpl;
import org.slf4j.LoggerFactory;
import org.slf4j.jul.JDK14LoggerFactory;

/**
 * The class loader of one deployed archive: what the archive contains comes from here and nowhere else, the rest from the
 * server. Once it is closed, a class that was not loaded before is gone.
 */
final class RarClassLoader extends URLClassLoader {

    private static final String NATIVE = "META-INF/native/libnetty_transport_native_epoll_x86_64.so";
    private static final List<String> CONTAINED =
            List.of("io.rocketjca.", "io.netty.", "org.slf4j.", "org.eclipse.parsson.");

    RarClassLoader() throws IOException {
        super("rar", contents(), RarClassLoader.class.getClassLoader());
    }

    Deployment deploy() throws ReflectiveOperationException {
        return loadClass(DeployedAdapter.class.getName())
                .asSubclass(Deployment.class)
                .getConstructor()
                .newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean contained = CONTAINED.stream().anyMatch(name::startsWith);
        if (!contained || name.equals(Deployment.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** Where the classes of this test run come from, whatever built them: folders or jars. */
    private static URL[] contents() throws IOException {
        List<URL> urls = new ArrayList<>();
        Stream.of(
                        Message.class,
                        RocketMQResourceAdapter.class,
                        DeployedAdapter.class,
                        ByteBuf.class,
                        FastThreadLocal.class,
                        Bootstrap.class,
                        AddressResolver.class,
                        SslHandler.class,
                        ByteToMessageDecoder.class,
                        Epoll.class,
                        Unix.class,
                        JsonProviderImpl.class,
                        LoggerFactory.class,
                        JDK14LoggerFactory.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .forEach(urls::add);
        URL epoll = RarClassLoader.class.getClassLoader().getResource(NATIVE);
        if (epoll != null) {
            urls.add(((JarURLConnection) epoll.openConnection()).getJarFileURL());
        }
        return urls.toArray(URL[]::new);
    }
}
