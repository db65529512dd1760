/** A database that halts its server in the middle of a transaction, as a crash would. */
package io.rocketjca.itests.database;
