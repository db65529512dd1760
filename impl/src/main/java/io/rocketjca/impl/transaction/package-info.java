/** Rank 5: half messages, branches of transactions, and how they end. */
package io.rocketjca.impl.transaction;
