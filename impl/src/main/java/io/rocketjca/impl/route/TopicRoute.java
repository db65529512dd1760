package io.rocketjca.impl.route;
