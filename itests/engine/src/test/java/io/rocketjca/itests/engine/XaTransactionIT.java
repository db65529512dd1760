package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.TransactionStateException;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.StoredMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sends inside distributed transactions, driven as a transaction manager does, against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XaTransactionIT {

    private static final int TM_SUCCESS = XAResource.TMSUCCESS;

    private final AtomicInteger numbers = new AtomicInteger();

    private RocketMQ server;
    private StandaloneAdapter adapter;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = RocketMQ.start(RocketMQVersion.CURRENT);
        adapter = new StandaloneAdapter(
                server.nameServers(),
                settings -> settings.setTransactionLogDirectory(
                        directory.resolve("log").toString()));
    }

    @AfterAll
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void aPreparedBranchAppearsWithItsCommitAndNotBefore() throws Exception {
        server.createTopic("two-phase", 4);
        XaSession session = adapter.session();
        Xid xid = xid();
        session.xa().start(xid, XAResource.TMNOFLAGS);
        SendReceipt receipt = session.connection().send(text("two-phase", "one"));
        session.connection().sendAsync(text("two-phase", "two"));
        session.xa().end(xid, TM_SUCCESS);

        assertThat(receipt.status()).isEqualTo(SendStatus.PENDING_COMMIT);
        assertThat(receipt.queueOffset()).isEqualTo(-1);
        assertThat(session.xa().prepare(xid)).isEqualTo(XAResource.XA_OK);
        assertThat(session.xa().recover(XAResource.TMSTARTRSCAN)).hasSize(1);
        assertThat(server.read("two-phase")).isEmpty();

        session.xa().commit(xid, false);

        assertThat(server.read("two-phase")).extracting(StoredMessage::text).containsExactlyInAnyOrder("one", "two");
        assertThat(server.read("two-phase"))
                .extracting(StoredMessage::messageId)
                .contains(receipt.messageId());
        assertThat(session.xa().recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void aBranchThatIsAloneCommitsInOnePhase() throws Exception {
        server.createTopic("one-phase", 1);
        XaSession session = adapter.session();
        Xid xid = xid();
        session.xa().start(xid, XAResource.TMNOFLAGS);
        session.connection().send(text("one-phase", "one"));
        session.connection().send(text("one-phase", "two"));
        session.xa().end(xid, TM_SUCCESS);

        session.xa().commit(xid, true);

        assertThat(server.read("one-phase")).extracting(StoredMessage::text).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aRolledBackBranchNeverAppears() throws Exception {
        server.createTopic("rolled-back", 1);
        XaSession session = adapter.session();
        Xid xid = xid();
        session.xa().start(xid, XAResource.TMNOFLAGS);
        session.connection().send(text("rolled-back", "one"));
        session.xa().end(xid, TM_SUCCESS);
        session.xa().prepare(xid);
        session.xa().rollback(xid);

        session.connection().send(text("rolled-back", "outside"));

        assertThat(server.read("rolled-back")).extracting(StoredMessage::text).containsExactly("outside");
    }

    @Test
    void aBranchThatSentNothingVotesReadOnly() throws Exception {
        XaSession session = adapter.session();
        Xid xid = xid();
        session.xa().start(xid, XAResource.TMNOFLAGS);
        session.xa().end(xid, TM_SUCCESS);

        assertThat(session.xa().prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
    }

    @Test
    void aOneWayMessageIsRefusedInsideATransaction() throws Exception {
        XaSession session = adapter.session();
        Xid xid = xid();
        session.xa().start(xid, XAResource.TMNOFLAGS);

        assertThatThrownBy(() -> session.connection().sendOneWay(text("any", "x")))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("IMMEDIATE");

        session.xa().end(xid, XAResource.TMFAIL);
        session.xa().rollback(xid);
    }

    @Test
    void manyMessagesOfOneCallAppearTogether() throws Exception {
        server.createTopic("many-inside", 4);
        XaSession session = adapter.session();
        Xid xid = xid();
        session.xa().start(xid, XAResource.TMNOFLAGS);
        List<Message> messages = java.util.stream.IntStream.range(0, 300)
                .mapToObj(number -> text("many-inside", "m" + number))
                .toList();
        assertThat(session.connection().sendAll(messages)).hasSize(300).allSatisfy(outcome -> assertThat(
                        outcome.orElseThrow().status())
                .isEqualTo(SendStatus.PENDING_COMMIT));
        session.xa().end(xid, TM_SUCCESS);
        assertThat(server.read("many-inside")).isEmpty();

        session.xa().commit(xid, true);

        assertThat(server.read("many-inside"))
                .extracting(StoredMessage::text)
                .containsExactlyInAnyOrderElementsOf(messages.stream()
                        .map(message -> new String(message.body(), java.nio.charset.StandardCharsets.UTF_8))
                        .toList());
    }

    private static Message text(String topic, String text) {
        return Message.to(topic).text(text).build();
    }

    private Xid xid() {
        return new TestXid(numbers.incrementAndGet());
    }

    private record TestXid(int number) implements Xid {

        @Override
        public int getFormatId() {
            return 4711;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1, (byte) number};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {2};
        }
    }
}
