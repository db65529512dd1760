package io.rocketjca.itests.app;

import jakarta.enterprise.concurrent.ManageableThread;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Tells on what thread and in whose context code of this application runs. */
public final class Surroundings {

    private Surroundings() {}

    public static Map<String, String> ofThisThread() {
        Thread thread = Thread.currentThread();
        return Map.of(
                "thread", thread.getName(),
                "managed", Boolean.toString(thread instanceof ManageableThread),
                "ownClassLoader",
                        Boolean.toString(thread.getContextClassLoader() == Surroundings.class.getClassLoader()),
                "naming", naming(),
                "callers", callers(thread));
    }

    /** The classes whose methods are on the thread's stack: who runs this code. */
    private static String callers(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(StackTraceElement::getClassName)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String naming() {
        try {
            InitialContext context = new InitialContext();
            try {
                return String.valueOf(context.lookup("java:comp/env/whose-context"));
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            return "none";
        }
    }
}
