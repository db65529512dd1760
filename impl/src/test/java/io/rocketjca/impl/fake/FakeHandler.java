package io.rocketjca.impl.fake;

/** Decides what a fake peer does with a request; called on the reading thread of the connection. */
@FunctionalInterface
public interface FakeHandler {

    FakeReply handle(FakeFrame request);
}
