package dev.breakwater.rehearsal;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that fails until it is told not to, and keeps what it was asked. */
@Singleton
class Stage {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Set<String> nights = ConcurrentHashMap.newKeySet();
    volatile boolean isBroken = true;

    @Inject
    RehearsalMark mark;

    void route(@Observes Router router) {
        router.post("/stage").handler(BodyHandler.create(false)).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        if (!isBroken) {
            String night = request.request().getHeader("Night");
            nights.add("" + night);
            asked.add(request.request().uri() + " " + request.request().getHeader("Prompter") + " "
                    + request.body().asString().replace("" + night, "tonight")
                    + (mark.isOn(request.request()) ? " (rehearsal)" : ""));
        }
        request.response().setStatusCode(isBroken ? 503 : 400).end();
    }
}
