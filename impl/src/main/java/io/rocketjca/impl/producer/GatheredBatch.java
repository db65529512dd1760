package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.BatchBody;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.InboundFrame;
import java.util.List;

/**
 * Messages that were sent one by one and travel together. Each keeps its unique key, its room, its caller and its stage; this
 * call only carries them, and ends each as it ends itself.
 */
final class GatheredBatch extends BatchCall {

    private final AutoBatchLane lane;
    private final GatheredCall[] members;

    /** The earliest of all: none ends later than its own. */
    private final long deadlineNanos;

    /**
     * Takes the messages over from their owner, which is the current thread.
     *
     * @param calls at least two, of one topic
     */
    GatheredBatch(SendSteps steps, AutoBatchLane lane, List<GatheredCall> calls) {
        super(calls.get(0), calls.size());
        this.lane = lane;
        this.members = calls.toArray(new GatheredCall[0]);
        long earliest = members[0].deadlineNanos();
        int bytes = 0;
        for (GatheredCall member : members) {
            earliest = Math.min(earliest, member.deadlineNanos());
            bytes += member.batchBytes();
        }
        this.deadlineNanos = earliest;
        body(encode(steps.ids(), bytes));
        for (GatheredCall member : members) {
            member.giveAway();
        }
    }

    /** Once for all attempts: a caller that was interrupted may use its array again. */
    private byte[] encode(UniqueIdSource ids, int bytes) {
        ByteBuf out = Unpooled.buffer(bytes, bytes);
        for (GatheredCall member : members) {
            long ticket = member.ticket();
            BatchBody.write(out, member.flag(), member.body(), member.properties(), ids.high(ticket), ids.low(ticket));
        }
        return out.array();
    }

    /** The members have taken theirs. */
    @Override
    long need() {
        return 0;
    }

    /** Each of them counts itself. */
    @Override
    int messages() {
        return 0;
    }

    @Override
    public int sysFlag() {
        return 0;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    String messageId(int position) {
        UniqueIdSource ids = steps().ids();
        long ticket = members[position].ticket();
        return Hex.text(ids.high(ticket), ids.low(ticket));
    }

    @Override
    BatchReceipt receipt(Object stored, int position) {
        return stored == null ? null : new BatchReceipt((StoredBatch) stored, position, members[position].ticket());
    }

    @Override
    void tell(Stored stored, InboundFrame answer) {
        for (int position = 0; position < members.length; position++) {
            tell(members[position].message(), receipt(stored, position), members[position].elapsedMillis(), answer);
        }
    }

    @Override
    void finish() {
        for (int position = 0; position < members.length; position++) {
            if (members[position].endLike(this, receipt(result(), position))) {
                members[position].finish();
            }
        }
        lane.ended();
    }

    @Override
    void finish(CompletionBurst burst) {
        for (int position = 0; position < members.length; position++) {
            if (members[position].endLike(this, receipt(result(), position))) {
                members[position].finish(burst);
            }
        }
        lane.ended();
    }
}
