package io.camelocsp.routes;

import io.camelocsp.config.FetchSettings;
import io.camelocsp.config.ListsFrom;
import io.camelocsp.config.ListsSettings;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.fetch.LdapContexts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.RouteTemplateParameterSource;
import org.jspecify.annotations.Nullable;

/**
 * The instances of our route templates. A template's one parameter is a name; what the
 * configuration says under that name gives the endpoint that the instance starts from, unless the
 * parameter {@code from} names another.
 *
 * <p>Each responder and list source that is configured gets an instance when the context starts,
 * unless the application has made one: by {@code camel.route-template[...]} keys, in YAML, or in
 * Java.
 */
final class RouteInstances
    implements RouteTemplateParameterSource, RouteTemplateDefinition.Converter {
  private static final String NAME = "name";
  private static final String FROM = "from";
  private static final String LDAP = "ldap";

  private final CamelContext context;
  private final OcspConfiguration configuration;

  /** What the application made itself; each by template and name. */
  private final Set<String> made = new HashSet<>();

  private final List<RouteDefinition> routes = new ArrayList<>();

  /** Instances that start from elsewhere. */
  private final AtomicInteger others = new AtomicInteger();

  RouteInstances(CamelContext context, OcspConfiguration configuration) {
    this.context = context;
    this.configuration = configuration;
  }

  /** Makes the instances now, in a context that is past the time when it asks for them. */
  void addTo(CamelContext started) throws Exception {
    for (Map.Entry<String, Map<String, Object>> instance : instances().entrySet()) {
      Map<String, Object> parameters = new LinkedHashMap<>(instance.getValue());
      String template = String.valueOf(parameters.remove(TEMPLATE_ID));
      started.addRouteFromTemplate(instance.getKey(), template, parameters);
    }
  }

  /** Camel asks while it starts, after it has read the application's own routes. */
  @Override
  public Set<String> routeIds() {
    return instances().keySet();
  }

  @Override
  public Map<String, Object> parameters(String routeId) {
    return configured().getOrDefault(routeId, Map.of());
  }

  private Map<String, Map<String, Object>> instances() {
    Set<String> theirs = new HashSet<>(made);
    theirs.addAll(madeByKeys());
    Map<String, Map<String, Object>> instances = configured();
    instances
        .values()
        .removeIf(
            parameters ->
                !parameters.containsKey(FROM)
                    && theirs.contains(
                        identity(parameters.get(TEMPLATE_ID), parameters.get(NAME))));
    return instances;
  }

  /** Every instance there would be, by route id. Listeners last: Camel starts routes in order. */
  private Map<String, Map<String, Object>> configured() {
    Map<String, Map<String, Object>> instances = new LinkedHashMap<>();
    configuration
        .lists()
        .forEach(
            (name, lists) -> {
              instances.put("lists-" + name, parameters(template(lists), name, null));
            });
    for (String name : configuration.responders().keySet()) {
      instances.put("ocsp-request-" + name, parameters(OcspRoutes.REQUEST, name, null));
      instances.put(
          "ocsp-workflow-" + name,
          parameters(OcspRoutes.RESPONDER, name, "direct:ocsp-workflow-" + name));
    }
    for (String name : configuration.responders().keySet()) {
      instances.put("responder-" + name, parameters(OcspRoutes.RESPONDER, name, null));
    }
    if (configuration.administration() != null) {
      String name = AdministrationRoute.NAME;
      instances.put(name, parameters(OcspRoutes.ADMINISTRATION, name, null));
    }
    return instances;
  }

  private static Map<String, Object> parameters(
      String template, String name, @Nullable String from) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(TEMPLATE_ID, template);
    parameters.put(NAME, name);
    if (from != null) {
      parameters.put(FROM, from);
    }
    return parameters;
  }

  /** Keys make their instances at the same time as ours, and nobody says which come first. */
  private Set<String> madeByKeys() {
    Set<String> found = new HashSet<>();
    for (RouteTemplateParameterSource source :
        context.getRegistry().findByType(RouteTemplateParameterSource.class)) {
      if (source != this) {
        for (String routeId : source.routeIds()) {
          Map<String, Object> parameters = source.parameters(routeId);
          Object template = parameters.getOrDefault(TEMPLATE_ID, parameters.get("template-id"));
          if (template != null && !parameters.containsKey(FROM)) {
            found.add(identity(template, parameters.get(NAME)));
          }
        }
      }
    }
    return found;
  }

  private static String identity(@Nullable Object template, @Nullable Object name) {
    return template + " " + name;
  }

  /** Camel calls this for each instance of our templates, whoever makes it. */
  @Override
  public RouteDefinition apply(RouteTemplateDefinition template, Map<String, Object> parameters)
      throws Exception {
    String name = String.valueOf(parameters.get(NAME));
    String prefix = name + "-";
    String configuredFrom = from(template.getId(), name);
    if (ListRoutes.isFetch(template.getId())) {
      FetchSettings fetch = configured("ocsp.lists.", name, configuration.lists()).fetch();
      parameters.put(LDAP, LdapContexts.endpoint(name, fetch.attributes()));
    }
    if (parameters.containsKey(FROM)) {
      // Ids of nodes are unique in a context; a dot is in no configured name.
      prefix = name + "." + others.incrementAndGet() + "-";
    } else {
      parameters.put(FROM, configuredFrom);
      made.add(identity(template.getId(), name));
    }
    RouteDefinition route =
        RouteTemplateDefinition.Converter.DEFAULT_CONVERTER.apply(template, parameters);
    route.setNodePrefixId(prefix);
    routes.add(route);
    return route;
  }

  /** What was made so far, by whomever. */
  List<RouteDefinition> routes() {
    return List.copyOf(routes);
  }

  private String from(String template, String name) {
    return switch (template) {
      case OcspRoutes.REQUEST -> {
        configured("ocsp.responder.", name, configuration.responders());
        yield "direct:ocsp-request-" + name;
      }
      case OcspRoutes.RESPONDER ->
          ListenerEdges.endpointUri(
              configured("ocsp.responder.", name, configuration.responders()));
      case ListRoutes.WATCHED_DIRECTORY,
          ListRoutes.INDEX_FILE,
          ListRoutes.FETCH_HTTP,
          ListRoutes.FETCH_LDAP,
          OcspRoutes.PUSHED_LISTS -> {
        ListsSettings lists = configured("ocsp.lists.", name, configuration.lists());
        if (!template.equals(template(lists))) {
          throw new IllegalArgumentException(
              "ocsp.lists." + name + " is for the template " + template(lists));
        }
        yield ListsEndpoints.uri(name, lists);
      }
      case OcspRoutes.ADMINISTRATION -> AdministrationRoute.from(configuration.administration());
      default -> throw new IllegalArgumentException("There is no template " + template);
    };
  }

  private static <T> T configured(String prefix, String name, Map<String, T> entries) {
    T found = entries.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          ("A route template is used with the name '%s', but there is no %s%s.* in the"
                  + " configuration; there is %s")
              .formatted(name, prefix, name, List.copyOf(entries.keySet())));
    }
    return found;
  }

  private static String template(ListsSettings lists) {
    if (lists.isFetched()) {
      return lists.from() instanceof ListsFrom.Remote remote && remote.isLdap()
          ? ListRoutes.FETCH_LDAP
          : ListRoutes.FETCH_HTTP;
    }
    if (lists.isPushed()) {
      return OcspRoutes.PUSHED_LISTS;
    }
    if (lists.isWatchedDirectory()) {
      return ListRoutes.WATCHED_DIRECTORY;
    }
    return ListRoutes.INDEX_FILE;
  }
}
