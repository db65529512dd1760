/** The bench inside a server. */
package io.rocketjca.bench.app;
