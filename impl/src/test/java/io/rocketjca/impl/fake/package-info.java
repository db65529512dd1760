/** Scripted peers on real sockets; they read and write frames by themselves, without the production codec. */
package io.rocketjca.impl.fake;
