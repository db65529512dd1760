package io.rocketjca.itests.app;

import jakarta.enterprise.concurrent.ManageableThread;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Tells on what thread and in whose context code of this application runs. */
final class Surroundings {

    private Surroundings() {}

    static Map<String, String> ofThisThread() {
        Thread thread = Thread.currentThread();
        return Map.of(
                "thread", thread.getName(),
                "managed", Boolean.toString(thread instanceof ManageableThread),
                "ownClassLoader",
                        Boolean.toString(thread.getContextClassLoader() == Surroundings.class.getClassLoader()),
                "naming", naming());
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
