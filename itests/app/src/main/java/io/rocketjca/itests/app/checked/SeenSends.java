package io.rocketjca.itests.app.checked;

import io.rocketjca.MessagingException;
import io.rocketjca.SendContext;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendReceipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the keys of the messages that it stood around. */
@ApplicationScoped
public class SeenSends implements SendInterceptor {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    @Override
    public void after(SendContext send, SendReceipt receipt, MessagingException failure) {
        if (send.message().keys() != null) {
            keys.add(send.message().keys());
        }
    }

    boolean contains(String key) {
        return keys.contains(key);
    }
}
