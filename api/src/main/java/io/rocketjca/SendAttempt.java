package io.rocketjca;

import java.time.Duration;

/**
 * One try to hand a message to a broker, as told by a {@link SendException}.
 *
 * @param number the attempt's number within its send, from 1
 * @param brokerName the name of the broker tried, or {@code null} if no broker could be chosen
 * @param brokerAddress the broker's {@code host:port}, or {@code null} if it was not known
 * @param elapsed the time between the start of this attempt and its end
 * @param outcome what happened, in words: the broker's code and remark, or the network failure
 */
public record SendAttempt(int number, String brokerName, String brokerAddress, Duration elapsed, String outcome) {

    @Override
    public String toString() {
        return "#" + number + " " + (brokerName == null ? "no broker" : brokerName)
                + (brokerAddress == null ? "" : " (" + brokerAddress + ")") + " after " + elapsed.toMillis() + " ms: "
                + outcome;
    }
}
