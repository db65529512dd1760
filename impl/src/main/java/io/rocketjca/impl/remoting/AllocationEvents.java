package io.rocketjca.impl.remoting;

import io.netty.util.internal.PlatformDependent;

/**
 * The events in which netty can tell the JVM's Flight Recorder of its buffers. Merely being able to takes a tenth of the
 * processor time of a start, as the JVM prepares a class for each kind of event, so they are left out unless somebody asks
 * for them.
 */
final class AllocationEvents {

    /** The system property of netty for them, which it reads once. */
    static final String SETTING = "io.netty.jfr.enabled";

    private AllocationEvents() {}

    /** Has netty leave them out, unless an administrator says what is wanted; must come before any other use of netty. */
    static void leaveOut() {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, "false");
            try {
                wanted();
            } finally {
                System.clearProperty(SETTING); // other users of netty in this JVM decide for themselves
            }
        }
    }

    /** Whether netty makes them. */
    static boolean wanted() {
        return PlatformDependent.isJfrEnabled();
    }
}
