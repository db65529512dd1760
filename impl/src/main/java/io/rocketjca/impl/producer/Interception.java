package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.MessageType;
import io.rocketjca.MessagingException;
import io.rocketjca.SendContext;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendVetoedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One send and those who stand around it. Used by one thread at a time. */
final class Interception implements SendContext {

    private static final Logger LOG = LoggerFactory.getLogger(Interception.class);

    private final List<SendInterceptor> interceptors;
    private final String producerGroup;
    private final InterceptedSends.Manner manner;
    private final AtomicBoolean told;
    private final Map<String, Object> attributes = new HashMap<>();
    private Message message;
    private boolean started;

    /** How many have let the message pass. */
    private int passed;

    /**
     * Nobody has seen the message yet.
     *
     * @param told whether a failing {@code after} was logged as a warning before
     */
    Interception(
            List<SendInterceptor> interceptors,
            String producerGroup,
            Message message,
            InterceptedSends.Manner manner,
            AtomicBoolean told) {
        this.interceptors = interceptors;
        this.producerGroup = producerGroup;
        this.message = message;
        this.manner = manner;
        this.told = told;
    }

    /** Shows the message to all, and returns it as they leave it. */
    Message before() {
        for (SendInterceptor interceptor : interceptors) {
            try {
                interceptor.before(this);
            } catch (SendVetoedException veto) {
                throw veto;
            } catch (RuntimeException | LinkageError failure) {
                throw new SendVetoedException(
                        "Message to topic " + message.topic() + " was not sent: the interceptor " + nameOf(interceptor)
                                + " failed: " + failure,
                        failure);
            }
            passed++;
        }
        started = true;
        return message;
    }

    /** Tells those who let the message pass how the send ended, last first. */
    void after(SendReceipt receipt, Throwable failure) {
        MessagingException told = failure instanceof MessagingException known ? known : null;
        while (passed > 0) {
            SendInterceptor interceptor = interceptors.get(--passed);
            try {
                interceptor.after(this, receipt, told);
            } catch (RuntimeException | LinkageError thrown) {
                tell(interceptor, thrown);
            }
        }
    }

    private void tell(SendInterceptor interceptor, Throwable thrown) {
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "interceptor failed after a send, whose outcome stays interceptor={}", nameOf(interceptor), thrown);
        } else {
            LOG.debug("interceptor failed again after a send interceptor={}", nameOf(interceptor), thrown);
        }
    }

    private static String nameOf(SendInterceptor interceptor) {
        return interceptor.getClass().getName();
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public void property(String name, String value) {
        if (started) {
            throw new IllegalStateException("A property can be added only before the send, in SendInterceptor.before");
        }
        message = message.withProperty(name, value);
    }

    @Override
    public boolean oneWay() {
        return manner.oneWay();
    }

    @Override
    public MessageType type() {
        if (manner.half()) {
            return MessageType.TRANSACTION;
        }
        MessageOptions options = message.options();
        if (options != null && options.ofOwnKind()) {
            return typeOf(options);
        }
        return message.orderingKey() == null ? MessageType.NORMAL : MessageType.FIFO;
    }

    private static MessageType typeOf(MessageOptions options) {
        if (options.liteTopic() != null) {
            return MessageType.LITE;
        }
        return options.priority() >= 0 ? MessageType.PRIORITY : MessageType.DELAY;
    }

    @Override
    public String producerGroup() {
        return producerGroup;
    }

    @Override
    public void attribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public Object attribute(String name) {
        return attributes.get(name);
    }
}
