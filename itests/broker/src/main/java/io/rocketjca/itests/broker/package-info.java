/** What runs in the forked processes of the integration tests; the only place that compiles against RocketMQ's own classes. */
package io.rocketjca.itests.broker;
