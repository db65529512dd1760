/** What comes back: one type per answer or body that a producer reads. */
package io.rocketjca.impl.protocol.response;
