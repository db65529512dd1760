package io.rocketjca.impl.protocol;

import io.rocketjca.impl.config.Credentials;

/** Makes requests acceptable to servers with access control. Thread-safe. */
public sealed interface RequestSigner permits RequestSigner.Anonymous, HmacSigner {

    /** The signer for a client's credentials. */
    static RequestSigner of(Credentials credentials) {
        return credentials.anonymous() ? new Anonymous() : new HmacSigner(credentials);
    }

    /** The request as it is to be sent, whatever its request id: signing does not cover that. */
    RemotingCommand sign(RemotingCommand request);

    /** Leaves requests as they are. */
    record Anonymous() implements RequestSigner {

        @Override
        public RemotingCommand sign(RemotingCommand request) {
            return request;
        }
    }
}
