package io.camelocsp.routes;

import io.camelocsp.config.ListsSettings;
import io.camelocsp.issuance.IssuanceSource;
import io.camelocsp.revocation.IndexSource;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.LocalSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The configured sources that are local, unsigned and read in place. */
final class LocalSources {
  private LocalSources() {}

  /**
   * The sources by their configured names, in configured order; nothing is read yet.
   *
   * @param lists by their configured names; those that are not read in place are left out
   * @param issuers all that are configured
   */
  static Map<String, LocalSource> of(Map<String, ListsSettings> lists, List<IssuerData> issuers) {
    Map<String, LocalSource> sources = new LinkedHashMap<>();
    lists.forEach(
        (name, settings) -> {
          if (settings.isReadInPlace()) {
            sources.put(name, source(name, settings, issuers));
          }
        });
    return sources;
  }

  private static LocalSource source(String name, ListsSettings settings, List<IssuerData> issuers) {
    String issuerName = Objects.requireNonNull(settings.issuer());
    Duration validity = Objects.requireNonNull(settings.validity());
    IssuerData issuer =
        issuers.stream()
            .filter(data -> data.issuer().name().equals(issuerName))
            .findFirst()
            .orElseThrow();
    Path path = settings.path();
    return switch (settings.contentOrDefault()) {
      case INDEX_TXT -> new IndexSource(name, path, issuer, validity);
      case SERIALS -> IssuanceSource.serials(name, path, issuer, validity);
      case CERTIFICATES -> IssuanceSource.certificates(name, path, issuer, validity);
      case LISTS -> throw new IllegalStateException("lists are not read in place");
    };
  }
}
