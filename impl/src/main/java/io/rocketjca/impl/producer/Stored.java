package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;

/** What a broker said of a message, or of a batch, that it stored. */
interface Stored {

    SendStatus status();
}
