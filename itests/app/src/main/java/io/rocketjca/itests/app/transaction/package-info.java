/** Transactions that insert rows and send messages, step by step as the tests tell by HTTP. */
package io.rocketjca.itests.app.transaction;
