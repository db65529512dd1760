package io.rocketjca.impl.remoting;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.function.Consumer;

/** Opens channels, off the caller's thread. */
interface Dialler {

    /**
     * Connects to an address; exactly one of the two outcomes is called, on the event loop unless that has ended.
     *
     * @param handler what is put into the channel's pipeline before it is opened for use
     */
    void dial(String address, ChannelHandler handler, Consumer<Channel> opened, Consumer<CallFailure> failed);
}
