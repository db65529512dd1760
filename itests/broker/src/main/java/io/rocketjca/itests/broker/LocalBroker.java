package io.rocketjca.itests.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.processor.SendMessageProcessor;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.constant.PermName;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** A real broker in this process, with the settings that keep it small and stop it from burning the processor. */
final class LocalBroker {

    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(20);

    private static final int REGISTRATIONS = 10;
    private static final long REGISTRATION_PAUSE_MILLIS = 500;

    private final String name;
    private final int port;
    private final Path home;
    private final String nameServers;
    private final Properties config;
    private BrokerController controller;
    private FaultySendProcessor sends;
    private Thread registrations;

    LocalBroker(String name, int port, Path home, String nameServers, Properties config) {
        this.name = name;
        this.port = port;
        this.home = home;
        this.nameServers = nameServers;
        this.config = config;
    }

    void start() throws Exception {
        Files.createDirectories(home);
        Properties settings = settings();
        settings.putAll(config);
        BrokerConfig broker = configured(new BrokerConfig(), settings);
        NettyServerConfig server = configured(new NettyServerConfig(), settings);
        NettyClientConfig client = configured(new NettyClientConfig(), settings);
        MessageStoreConfig store = configured(new MessageStoreConfig(), settings);
        controller = Boolean.parseBoolean(settings.getProperty("authenticationEnabled"))
                ? new BrokerController(broker, server, client, store, AccessControl.config(broker, home, settings))
                : new BrokerController(broker, server, client, store);
        if (!controller.initialize()) {
            throw new IllegalStateException("The broker " + name + " does not initialize on port " + port);
        }
        controller.start();
        // 5.x announces the topics of an earlier life only some seconds later
        controller.registerBrokerAll(true, false, true);
        registrations = daemon(this::registerAgain);
        registrations.start();
    }

    /**
     * 5.x looks for its name servers every three seconds and skips a registration before it has found one; its own next one
     * comes after ten seconds.
     */
    private void registerAgain() {
        try {
            for (int i = 0; i < REGISTRATIONS; i++) {
                Thread.sleep(REGISTRATION_PAUSE_MILLIS);
                controller.registerBrokerAll(true, false, true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("rocketmqHome", home.toString());
        settings.setProperty("namesrvAddr", nameServers);
        settings.setProperty("brokerIP1", "127.0.0.1");
        settings.setProperty("brokerIP2", "127.0.0.1");
        settings.setProperty("brokerName", name);
        settings.setProperty("brokerClusterName", "DefaultCluster");
        settings.setProperty("brokerId", "0");
        settings.setProperty("listenPort", Integer.toString(port));
        settings.setProperty("haListenPort", Integer.toString(port + 1));
        settings.setProperty("autoCreateTopicEnable", "false");
        settings.setProperty("storePathRootDir", home.toString());
        settings.setProperty("storePathCommitLog", home.resolve("commitlog").toString());
        settings.setProperty("mappedFileSizeCommitLog", Integer.toString(64 << 20));
        settings.setProperty("mappedFileSizeConsumeQueue", Integer.toString(20 * 50_000));
        settings.setProperty("maxHashSlotNum", "4000");
        settings.setProperty("maxIndexNum", "16000");
        settings.setProperty("diskMaxUsedSpaceRatio", "99");
        // a busy test machine must not look like an overloaded broker
        settings.setProperty("waitTimeMillsInSendQueue", "5000");
        settings.setProperty("osPageCacheBusyTimeOutMills", "30000");
        // 5.x: without it a thread spins for 10 s after the start
        settings.setProperty("transactionMetricFlushInterval", "100");
        if (spinsAfterTransactions()) {
            settings.setProperty("transactionOpBatchInterval", "600000");
            settings.setProperty("transactionOpMsgMaxSize", "1");
        }
        return settings;
    }

    /** In 5.5 the thread that writes the ends of half messages in batches never rests again after its first batch. */
    private static boolean spinsAfterTransactions() {
        return MQVersion.getVersionDesc(MQVersion.CURRENT_VERSION).startsWith("V5_5");
    }

    private static <T> T configured(T target, Properties settings) {
        MixAll.properties2Object(settings, target);
        return target;
    }

    void stop() {
        registrations.interrupt();
        controller.shutdown();
        sends = null;
    }

    void createTopic(String topic, int queues, int perm) {
        controller.getTopicConfigManager().updateTopicConfig(new TopicConfig(topic, queues, queues, perm));
        controller.registerBrokerAll(true, false, true);
    }

    /** Creates a topic for messages with lite topics, of which each has a queue of its own. */
    void createLiteTopic(String topic, int queues) {
        TopicConfig lite = new TopicConfig(topic, queues, queues, PermName.PERM_READ | PermName.PERM_WRITE);
        lite.getAttributes().put("+message.type", "LITE");
        controller.getTopicConfigManager().updateTopicConfig(lite);
        controller.registerBrokerAll(true, false, true);
    }

    boolean knowsProducersOf(String group) {
        return controller.getProducerManager().getAvailableChannel(group) != null;
    }

    void createUser(String name, String password) throws Exception {
        AccessControl.createUser(controller, name, password);
    }

    void allowPublishing(String user, String topic) throws Exception {
        AccessControl.allowPublishing(controller, user, topic);
    }

    /** Waits until all that is in the commit log can be read in the queues: answers to senders do not wait for that. */
    void settle() throws InterruptedException {
        long least = Long.MAX_VALUE;
        Instant end = Instant.MAX;
        for (long behind = behind(); behind > 0; behind = behind()) {
            if (behind < least) {
                least = behind;
                end = Instant.now().plus(LONGEST_STANDSTILL);
            } else if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("The broker " + name + " has dispatched nothing for "
                        + LONGEST_STANDSTILL.toSeconds() + " s and is " + behind + " bytes behind");
            }
            Thread.sleep(1);
        }
    }

    private long behind() {
        return controller.getMessageStore().dispatchBehindBytes();
    }

    long stored(String topic) throws Exception {
        settle();
        TopicConfig known = controller.getTopicConfigManager().selectTopicConfig(topic);
        long sum = 0;
        for (int queue = 0; known != null && queue < known.getWriteQueueNums(); queue++) {
            sum += controller.getMessageStore().getMaxOffsetInQueue(topic, queue);
        }
        return sum;
    }

    void inject(SendFault fault) {
        if (sends == null) {
            sends = new FaultySendProcessor(new SendMessageProcessor(controller));
            ExecutorService threads = Executors.newFixedThreadPool(16, LocalBroker::daemon);
            for (int code :
                    new int[] {RequestCode.SEND_MESSAGE, RequestCode.SEND_MESSAGE_V2, RequestCode.SEND_BATCH_MESSAGE}) {
                controller.getRemotingServer().registerProcessor(code, sends, threads);
            }
        }
        sends.inject(fault);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "local-broker");
        thread.setDaemon(true);
        return thread;
    }

    String accessKeySeen() {
        return sends == null ? "" : sends.accessKeySeen();
    }

    int requestsSeen() {
        return sends == null ? 0 : sends.requestsSeen();
    }
}
