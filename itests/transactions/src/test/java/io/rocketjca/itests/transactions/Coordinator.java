package io.rocketjca.itests.transactions;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.arjuna.recovery.RecoveryModule;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** The transaction manager, a real one, with its log in the application's home and its recovery on demand. */
final class Coordinator implements AutoCloseable {

    private static final String NODE = "laboratory";

    private final RecoveryManager recovery;
    private final List<XAResource> resources = new CopyOnWriteArrayList<>();

    Coordinator(Path home) throws CoreEnvironmentBeanException {
        String store = home.resolve("coordinator").toString();
        BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier(NODE);
        for (String name : List.of("default", "communicationStore", "stateStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name.equals("default") ? null : name)
                    .setObjectStoreDir(store);
        }
        BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setDefaultTimeout(120);
        JTAEnvironmentBean jta = BeanPopulator.getDefaultInstance(JTAEnvironmentBean.class);
        jta.setXaRecoveryNodes(List.of(NODE));
        // whatever is in doubt and not in its log was never decided; waiting longer shows nothing here
        jta.setOrphanSafetyInterval(0);
        jta.setXaResourceOrphanFilters(
                List.of(new JTATransactionLogXAResourceOrphanFilter(), new JTANodeNameXAResourceOrphanFilter()));
        RecoveryEnvironmentBean settings = BeanPopulator.getDefaultInstance(RecoveryEnvironmentBean.class);
        settings.setRecoveryBackoffPeriod(1);
        settings.setRecoveryModules(List.<RecoveryModule>of(new AtomicActionRecoveryModule(), new XARecoveryModule()));
        settings.setRecoveryListener(false);
        recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        recovery.initialize();
        XARecoveryModule.getRegisteredXARecoveryModule().addXAResourceRecoveryHelper(new Resources());
    }

    /** All resources, as a server knows them from its configuration. */
    private final class Resources implements XAResourceRecoveryHelper {

        @Override
        public boolean initialise(String parameter) {
            return true;
        }

        @Override
        public XAResource[] getXAResources() {
            return resources.toArray(XAResource[]::new);
        }
    }

    /** Has it asked for branches in doubt. */
    void recovers(XAResource resource) {
        resources.add(resource);
    }

    TransactionManager transactions() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    TransactionSynchronizationRegistry registry() {
        return BeanPopulator.getDefaultInstance(JTAEnvironmentBean.class).getTransactionSynchronizationRegistry();
    }

    /** Goes once over everything that is in doubt; returns how many branches are so afterwards. */
    int recover() throws XAException {
        recovery.scan();
        int left = 0;
        for (XAResource resource : resources) {
            left += resource.recover(XAResource.TMSTARTRSCAN).length;
            resource.recover(XAResource.TMENDRSCAN);
        }
        return left;
    }

    @Override
    public void close() {
        recovery.terminate();
    }
}
