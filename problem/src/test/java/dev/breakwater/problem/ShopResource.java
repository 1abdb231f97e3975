package dev.breakwater.problem;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Everything that can go wrong at a service's edge. */
@Path("/shop")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ShopResource {

    enum Format {
        SMALL,
        LARGE
    }

    /** Refuses what it cannot hold, as records do. */
    record Price(BigDecimal amount) {
        Price {
            if (amount != null && amount.signum() < 0) {
                throw new IllegalArgumentException("a price is not negative");
            }
        }
    }

    /** Blurts out a class name when it is refused. */
    record Colour(String name) {
        Colour {
            Format.valueOf(name);
        }
    }

    record Item(@NotBlank String sku, @Positive int quantity) {}

    record Order(
            @NotBlank String customer,
            @NotEmpty @Valid List<@NotNull Item> items,
            Format size,
            Price price,
            Colour colour,
            Instant due,
            UUID id,
            Boolean gift,
            Map<String, @Positive Integer> extras) {}

    record Echo(String customer, int items, int bytes) {}

    @POST
    public Uni<Echo> order(@HeaderParam("Idempotency-Key") @Size(max = 8) String key, @NotNull @Valid Order order) {
        return Uni.createFrom()
                .item(new Echo(
                        order.customer(), order.items().size(), order.customer().length()));
    }

    @POST
    @Path("/blocking")
    public Echo blocking(@NotNull @Valid Order order) {
        return new Echo(order.customer(), order.items().size(), order.customer().length());
    }

    @GET
    @Path("/items/{id}")
    public String item(@PathParam("id") @Positive int id, @QueryParam("page") @Max(9) int page) {
        throw new NotFoundException("there is no item " + id);
    }

    @GET
    @Path("/taken")
    public Uni<String> taken() {
        return Uni.createFrom()
                .failure(new ProblemException(409, "Still running", "the first request with this key still runs")
                        .retryAfter(Duration.ofMillis(1_200)));
    }

    @GET
    @Path("/broken")
    public String broken() {
        throw new IllegalStateException("secret-of-the-house");
    }

    @GET
    @Path("/broken-later")
    public Uni<String> brokenLater() {
        return Uni.createFrom().failure(new IllegalStateException("secret-of-the-house"));
    }

    @GET
    @Path("/plain")
    @Produces(MediaType.TEXT_PLAIN)
    public String plain() {
        throw new ProblemException(410, "this is over");
    }

    @GET
    @Path("/unreachable")
    public String unreachable() {
        throw new ProcessingException("Connection refused: internal-host:1234");
    }

    @GET
    @Path("/late")
    public String late() {
        throw new ProcessingException(new TimeoutException("internal-host:1234"));
    }

    @GET
    @Path("/invalid-answer")
    @NotNull
    public String invalidAnswer() {
        return null;
    }
}
