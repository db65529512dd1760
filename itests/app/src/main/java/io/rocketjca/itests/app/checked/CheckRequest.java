package io.rocketjca.itests.app.checked;

import jakarta.enterprise.context.RequestScoped;

/** Can be used only while a request is active. */
@RequestScoped
public class CheckRequest {

    String active() {
        return "active";
    }
}
