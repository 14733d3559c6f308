package io.camelocsp.administration;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Readiness of one responder for Camel's own health checks. Thread-safe. */
public final class ResponderHealthCheck implements HealthCheck {
  private final String responder;
  private final Health health;
  private volatile boolean enabled = true;

  /**
   * @param responder the configured name
   */
  public ResponderHealthCheck(String responder, Health health) {
    this.responder = responder;
    this.health = health;
  }

  @Override
  public String getGroup() {
    return "camel-ocsp";
  }

  @Override
  public String getId() {
    return "ocsp-responder-" + responder;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** Up unless DOWN; {@code ocsp.state} tells OK from DEGRADED. */
  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
    ResponderHealth now = health.look().responders().get(responder);
    if (now == null || now.state() == HealthState.DOWN) {
      result.down();
    } else {
      result.up();
    }
    if (now != null) {
      result.detail("ocsp.state", now.state().name()).message(String.join("; ", now.reasons()));
    }
    return result.build();
  }
}
