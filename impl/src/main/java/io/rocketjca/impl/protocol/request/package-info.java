/** What we send: one type per request, and the template of the send request, which is the hot path. */
package io.rocketjca.impl.protocol.request;
