package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.RefusedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeAcl;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeNameServer;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers with access control see of an adapter with its real engine. */
class SignedRequestsTest {

    private static final int SEND = 310;
    private static final int REPLY = 325;
    private static final int HEARTBEAT = 34;
    private static final int UNREGISTER = 35;

    private final FakeNameServer nameServer = FakeNameServer.start();
    private final FakeBroker broker = FakeBroker.start();
    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();

    @BeforeEach
    void start() throws Exception {
        nameServer.route("t", "broker-a", broker.address(), 4);
        nameServer.route("C_REPLY_TOPIC", "broker-a", broker.address(), 4);
        adapter.setAdapterName("signed");
        adapter.setNameServers(nameServer.address());
        adapter.start(null);
    }

    @AfterEach
    void stop() {
        adapter.stop();
        broker.close();
        nameServer.close();
    }

    private RocketMQManagedConnectionFactory factory(String user, String secret) throws Exception {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setUserName(user);
        factory.setPassword(secret);
        factory.setResourceAdapter(adapter);
        return factory;
    }

    private static RocketMQConnection connect(RocketMQManagedConnectionFactory factory, Subject subject)
            throws Exception {
        return (RocketMQConnection)
                factory.createManagedConnection(subject, null).getConnection(subject, null);
    }

    private static Subject subject(RocketMQManagedConnectionFactory factory, String user, String secret) {
        PasswordCredential credential = new PasswordCredential(user, secret.toCharArray());
        credential.setManagedConnectionFactory(factory);
        return new Subject(false, Set.of(), Set.of(), Set.of(credential));
    }

    private static Message message() {
        return Message.to("t").tag("tag").key("key").text("Grüße").build();
    }

    @Test
    void everyRequestOfAUserIsSigned() throws Exception {
        FakeAcl acl = FakeAcl.current().user("alice", "secret-of-alice");
        nameServer.peer().guardedBy(acl);
        broker.guardedBy(acl);
        RocketMQConnection connection = connect(factory("alice", "secret-of-alice"), null);

        connection.send(message());
        connection.sendOneWay(message());
        connection.send(Message.replyTo(Map.of("CLUSTER", "C", "CORRELATION_ID", "1", "REPLY_TO_CLIENT", "me"))
                .text("yes")
                .build());
        broker.awaitRequests(SEND, 2);
        broker.awaitRequests(REPLY, 1);
        broker.awaitRequests(HEARTBEAT, 1);
        adapter.stop();
        broker.awaitRequests(UNREGISTER, 1);

        List<FakeFrame> all = Stream.concat(broker.requests().stream(), nameServer.peer().requests().stream())
                .toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(6).allSatisfy(request -> assertThat(request.ext("Signature"))
                .isEqualTo(FakeAcl.signature(request.ext(), request.body(), "secret-of-alice")));
        assertThat(broker.stored()).hasSize(3);
    }

    @Test
    void anAnonymousClientSignsNothing() throws Exception {
        connect(factory(null, null), null).send(message());

        assertThat(broker.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.ext())
                .doesNotContainKeys("AccessKey", "Signature", "SecurityToken"));
    }

    @Test
    @Must("D1")
    void usersFromTheContainerSignEachForThemselvesOnConnectionsOfTheirOwn() throws Exception {
        broker.guardedBy(FakeAcl.current().user("alice", "secret-of-alice").user("bob", "secret-of-bob"));
        RocketMQManagedConnectionFactory factory = factory("configured", "unknown to the broker");

        connect(factory, subject(factory, "alice", "secret-of-alice")).send(message());
        connect(factory, subject(factory, "bob", "secret-of-bob")).send(message());
        connect(factory, subject(factory, "alice", "secret-of-alice")).send(message());

        assertThat(broker.requests(SEND))
                .extracting(request -> request.ext("AccessKey"))
                .containsExactly("alice", "bob", "alice");
        assertThat(broker.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void aSecurityTokenGoesWithItsUserAndNobodyElse() throws Exception {
        RocketMQManagedConnectionFactory factory = factory("alice", "secret-of-alice");
        factory.setSecurityToken("token");

        connect(factory, null).send(message());
        connect(factory, subject(factory, "alice", "secret-of-alice")).send(message());
        connect(factory, subject(factory, "bob", "secret-of-bob")).send(message());

        assertThat(broker.requests(SEND))
                .extracting(request -> request.ext("SecurityToken"))
                .containsExactly("token", "token", null);
        FakeFrame first = broker.requests(SEND).get(0);
        assertThat(first.ext("Signature")).isEqualTo(FakeAcl.signature(first.ext(), first.body(), "secret-of-alice"));
        assertThat(factory.toString()).doesNotContain("=token").doesNotContain("secret-of-alice");
    }

    @Test
    void aWrongSecretIsToldAtOnceWhateverTheAgeOfTheBroker() throws Exception {
        RocketMQConnection connection = connect(factory("alice", "wrong"), null);
        for (FakeAcl acl : List.of(FakeAcl.current(), FakeAcl.old())) {
            broker.guardedBy(acl.user("alice", "secret-of-alice"));
            int before = broker.requests(SEND).size();

            RefusedException refused = catchThrowableOfType(RefusedException.class, () -> connection.send(message()));

            assertThat(refused).hasMessageContainingAll("check signature failed", "userName", "password", "topic t");
            assertThat(refused.attempts()).hasSize(1);
            assertThat(broker.requests(SEND)).hasSize(before + 1);
        }
    }
}
