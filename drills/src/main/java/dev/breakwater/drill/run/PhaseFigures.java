package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all met in one phase.
 *
 * @param checkouts those who checked out
 * @param byRoute the bystanders, by what they asked
 */
public record PhaseFigures(Figures checkouts, Map<String, Figures> byRoute) {

    static PhaseFigures of(List<Sample> samples, Span phase) {
        Map<Route, List<Sample>> byRoute = samples.stream().collect(Collectors.groupingBy(Sample::route));
        Map<String, Figures> bystanders = new LinkedHashMap<>();
        for (Route route : Route.values()) {
            if (route != Route.CHECKOUT) {
                bystanders.put(route.label(), Figures.of(byRoute.getOrDefault(route, List.of()), phase));
            }
        }
        return new PhaseFigures(Figures.of(byRoute.getOrDefault(Route.CHECKOUT, List.of()), phase), bystanders);
    }
}
