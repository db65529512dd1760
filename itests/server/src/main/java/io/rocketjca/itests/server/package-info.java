/** What is the same in the tests of all full servers. */
package io.rocketjca.itests.server;
