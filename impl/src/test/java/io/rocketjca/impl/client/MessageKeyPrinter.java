package io.rocketjca.impl.client;

import io.rocketjca.impl.protocol.UniqueIdSource;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** A process that prints its id, then message keys as an adapter in it draws them. Arguments: how many, and what time it is. */
final class MessageKeyPrinter {

    private MessageKeyPrinter() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        long nowMillis = Long.parseLong(args[1]);
        UniqueIdSource keys = RuntimeParts.messageIds(LocalAddress.find(), new SecureRandom());
        try (PrintStream out =
                new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.US_ASCII)) {
            out.println(ProcessHandle.current().pid());
            for (int i = 0; i < count; i++) {
                out.println(keys.next(nowMillis));
            }
        }
    }
}
