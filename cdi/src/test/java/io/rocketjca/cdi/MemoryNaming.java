package io.rocketjca.cdi;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/** A JNDI that holds what a test binds, and remembers what was looked up. */
public final class MemoryNaming implements InitialContextFactory {

    static final Map<String, Object> BOUND = new ConcurrentHashMap<>();
    static final List<String> LOOKED_UP = new CopyOnWriteArrayList<>();

    static void reset() {
        BOUND.clear();
        LOOKED_UP.clear();
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        return new MemoryContext();
    }

    private static final class MemoryContext extends InitialContext {

        MemoryContext() throws NamingException {
            super(true);
        }

        @Override
        public Object lookup(String name) throws NamingException {
            LOOKED_UP.add(name);
            Object bound = BOUND.get(name);
            if (bound == null) {
                throw new NameNotFoundException(name + " is not bound");
            }
            return bound;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
