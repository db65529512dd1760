package io.rocketjca.itests.payara;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed: the very files that the build makes. */
final class Archives {

    static final File ADAPTER = new File("target/deployments/rocketjca.rar");
    static final File APPLICATION = new File("target/deployments/itest.war");

    private Archives() {}

    static ResourceAdapterArchive adapter() {
        return ShrinkWrap.createFromZipFile(ResourceAdapterArchive.class, ADAPTER);
    }

    static WebArchive application() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, APPLICATION);
    }
}
