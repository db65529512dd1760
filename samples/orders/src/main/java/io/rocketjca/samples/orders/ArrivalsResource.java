package io.rocketjca.samples.orders;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Shows what is on the broker, as an independent reader outside this application sees it. The demo runs that reader, which
 * uses RocketMQ's own client, and names its address in a system property.
 */
@Path("arrivals")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ArrivalsResource {

    /** The system property that holds the address of the reader. */
    public static final String ADDRESS_PROPERTY = "rocketjca.demo.arrivals";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Returns what the reader answers, or 404 if there is no reader. */
    @GET
    public Response arrivals() throws IOException {
        String address = System.getProperty(ADDRESS_PROPERTY);
        if (address == null) {
            return Response.status(Response.Status.NOT_FOUND)
                    .entity(new Problem("NoReader", "No independent reader runs beside this application"))
                    .build();
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return Response.status(answer.statusCode()).entity(answer.body()).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the reader was asked", e);
        }
    }
}
