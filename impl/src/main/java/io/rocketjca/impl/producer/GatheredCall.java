package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.protocol.BatchBody;

/**
 * A message that may travel with others of its {@link AutoBatchLane}. Alone it goes the way of any message; in a
 * {@link GatheredBatch} that one is sent, repeated and answered, and ends it.
 */
final class GatheredCall extends SendCall {

    private final AutoBatchLane lane;

    /** Whether it has a request of its own, with which the lane's ends. */
    private boolean alone;

    GatheredCall(
            SendSteps steps,
            TopicTargets targets,
            Message message,
            SendOptions options,
            SendMode mode,
            AutoBatchLane lane) {
        super(steps, targets, message, options, mode);
        this.lane = lane;
    }

    @Override
    void depart() {
        lane.add(this);
    }

    /** The bytes it takes in a batch. */
    int batchBytes() {
        return BatchBody.bytesOf(body(), properties());
    }

    /** Leaves with a request of its own, as its own owner. */
    void departAlone() {
        alone = true;
        attempt();
    }

    /** Ends because its batch could not be made. */
    void notEncoded(Throwable failure) {
        trail().end("its batch could not be made: " + failure);
        endFailed();
    }

    @Override
    void finish() {
        super.finish();
        leaveLane();
    }

    @Override
    void finish(CompletionBurst burst) {
        super.finish(burst);
        leaveLane();
    }

    @Override
    void finishAbandoned() {
        super.finishAbandoned();
        leaveLane();
    }

    private void leaveLane() {
        if (alone) {
            lane.ended();
        }
    }
}
