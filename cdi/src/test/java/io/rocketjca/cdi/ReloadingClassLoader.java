package io.rocketjca.cdi;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

/** Loads some classes of this project a second time, as another archive's class loader does, and hides others. */
final class ReloadingClassLoader extends ClassLoader {

    private final Predicate<String> own;
    private final Predicate<String> hidden;

    ReloadingClassLoader(Predicate<String> own, Predicate<String> hidden) {
        super(ReloadingClassLoader.class.getClassLoader());
        this.own = own;
        this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.test(name)) {
            throw new ClassNotFoundException(name);
        }
        if (!own.test(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
