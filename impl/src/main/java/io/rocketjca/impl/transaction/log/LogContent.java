package io.rocketjca.impl.transaction.log;

import java.util.NavigableMap;

/**
 * What stands in a log.
 *
 * @param identity who writes it
 * @param records the record of each live branch, by the number under which it came; changed by nobody
 */
record LogContent(LogIdentity identity, NavigableMap<Long, byte[]> records) {}
