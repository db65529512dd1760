package io.rocketjca.bench.floor;

import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.client.Subject;

/** Sends nothing: what is left is what it costs to sleep until each message is due, which every paced subject does. */
public final class PacingSubject implements Subject {

    @Override
    public void start(String nameServers, int producers) {
        // there is nothing to start
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) {
        return new Idle();
    }

    @Override
    public void stop() {
        // there is nothing to stop
    }

    private record Idle() implements Producer {

        @Override
        public void send() {
            // sends nothing
        }

        @Override
        public void sendAsync(Completion completion) {
            completion.accept(this, null);
        }

        @Override
        public void sendOneWay() {
            // sends nothing
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }
}
