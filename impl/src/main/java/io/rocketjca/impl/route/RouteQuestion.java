package io.rocketjca.impl.route;

/**
 * What a caller wants to know.
 *
 * @param topic the topic
 * @param createOnDemand whether a topic that does not exist may be sent to the brokers that create topics
 * @param queues how many queues such a topic is to have at most
 */
record RouteQuestion(String topic, boolean createOnDemand, int queues) {}
