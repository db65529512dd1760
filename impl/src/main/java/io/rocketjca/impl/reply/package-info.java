/** Rank 5: requests and their replies. */
package io.rocketjca.impl.reply;
