package io.rocketjca.itests.transactions;

import io.rocketjca.Message;

/**
 * A message whose body says which transaction it belongs to, and its number there.
 *
 * @param topic where it goes
 * @param body the two numbers, with a dot between them
 */
record MessageText(String topic, String body) {

    Message plain() {
        return Message.to(topic).key(body).text(body).build();
    }

    Message ordered() {
        return Message.to(topic).key(body).orderingKey("order").text(body).build();
    }
}
