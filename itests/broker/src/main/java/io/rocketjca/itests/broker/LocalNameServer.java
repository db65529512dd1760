package io.rocketjca.itests.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;

/** A real name server in this process. */
final class LocalNameServer {

    private LocalNameServer() {}

    static void start(Path home, int port) throws Exception {
        Files.createDirectories(home);
        NamesrvConfig config = new NamesrvConfig();
        config.setRocketmqHome(home.toString());
        config.setKvConfigPath(home.resolve("kv.json").toString());
        config.setConfigStorePath(home.resolve("namesrv.properties").toString());
        NettyServerConfig server = new NettyServerConfig();
        server.setListenPort(port);
        NamesrvController controller = new NamesrvController(config, server);
        if (!controller.initialize()) {
            throw new IllegalStateException("The name server does not initialize on port " + port);
        }
        controller.start();
    }
}
