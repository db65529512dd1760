/**
 * The public face of RocketJCA: what an application compiles against to send messages to Apache RocketMQ.
 *
 * <p>A CDI bean injects a {@link io.rocketjca.MessageSender}; code without CDI looks up a
 * {@link io.rocketjca.RocketMQConnectionFactory} with {@code @Resource}. Both speak in {@link io.rocketjca.Message}s and
 * {@link io.rocketjca.SendReceipt}s, and both fail with a {@link io.rocketjca.MessagingException}.
 *
 * <p>Guarantees that hold for every type of this package:
 * <ul>
 *   <li>A send ends within its timeout with exactly one outcome: a receipt, or an exception that says whether the message
 *       was {@linkplain io.rocketjca.NotSentException not sent}, {@linkplain io.rocketjca.RefusedException refused} by
 *       the broker, or {@linkplain io.rocketjca.UncertainException uncertain}.
 *   <li>A {@code Message} is never changed by a send.
 *   <li>No argument and no result is {@code null} unless its description says so.
 *   <li>Application code is never called from an I/O thread.
 * </ul>
 *
 * <p>These classes live in the resource adapter archive only; applications compile against them with scope
 * {@code provided}.
 */
package io.rocketjca;
