/** An application that sends from every kind of bean; the tests tell it by HTTP what to send. */
package io.rocketjca.itests.app;
