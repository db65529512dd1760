/** Rank 5: what transactions must remember when the process dies: the prepared branches, forced to disk. */
package io.rocketjca.impl.transaction.log;
