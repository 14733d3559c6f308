package io.camelocsp.administration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Health for balancers and monitoring: {@code /health} (all that is known), {@code /health/live}
 * (the process answers) and {@code /health/ready} (200 unless DOWN, then 503).
 */
public final class HealthResources {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private HealthResources() {}

  /** The three. */
  public static List<Resource> of(Vitals vitals) {
    Health health = new Health(vitals);
    TestSignatures signatures = new TestSignatures(vitals);
    return List.of(
        new Path("/health", query -> whole(look(health, signatures, query))),
        new Path("/health/live", query -> Reply.json(Map.of("status", HealthState.OK.name()))),
        new Path("/health/ready", query -> ready(look(health, signatures, query), query)));
  }

  private static HealthReport look(Health health, TestSignatures signatures, Query query) {
    return query.has("test-signature") ? health.look(signatures.make()) : health.look();
  }

  private static Reply whole(HealthReport report) {
    return Reply.json(status(report.state()), report.map());
  }

  private static Reply ready(HealthReport report, Query query) {
    Optional<String> name = query.value("responder");
    if (name.isEmpty()) {
      return Reply.json(status(report.state()), ready(report));
    }
    ResponderHealth responder = report.responders().get(name.get());
    return responder == null
        ? Reply.text(
            NOT_FOUND,
            "There is no such responder, only "
                + String.join(", ", report.responders().keySet())
                + "\n")
        : Reply.json(status(responder.state()), HealthReport.map(responder));
  }

  private static Map<String, Object> ready(HealthReport report) {
    Map<String, Object> map = report.map();
    map.remove("problems");
    return map;
  }

  private static int status(HealthState state) {
    return state == HealthState.DOWN ? UNAVAILABLE : OK;
  }

  /** A resource that is a function. */
  private record Path(String path, java.util.function.Function<Query, Reply> show)
      implements Resource {
    @Override
    public Reply get(Query query) {
      return show.apply(query);
    }
  }
}
