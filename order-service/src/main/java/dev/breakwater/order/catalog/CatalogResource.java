package dev.breakwater.order.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The catalog over HTTP. */
@Path("/catalog")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogResource {
    private final Catalog catalog;

    CatalogResource(Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    public Uni<List<Article>> articles() {
        return Uni.createFrom().item(catalog.articles());
    }
}
