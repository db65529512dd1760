/** Message trace: tells, in RocketMQ's own format, what was sent when and how it went. */
package io.rocketjca.impl.trace;
