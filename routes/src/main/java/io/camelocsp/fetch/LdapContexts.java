package io.camelocsp.fetch;

import io.camelocsp.source.FetchException;
import io.camelocsp.source.LdapUrl;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Registry;

/**
 * Connections to directory servers for one source: camel-ldap takes a new one from the registry for
 * each search, and closes it. Referrals are not followed: they would name other hosts.
 */
public final class LdapContexts implements Supplier<Object> {
  private static final String BEAN = "ocspLdap-";

  private final SourceConnections connections;

  private LdapContexts(SourceConnections connections) {
    this.connections = connections;
  }

  /** Puts the contexts of a source where its endpoint looks for them. */
  public static void bind(Registry registry, String name, SourceConnections connections) {
    registry.bindAsPrototype(BEAN + name, DirContext.class, new LdapContexts(connections));
  }

  /** The endpoint that reads an entry's attributes that hold lists. */
  public static String endpoint(String name, List<String> attributes) {
    String both =
        attributes.stream()
            .map(LdapContexts::plain)
            .distinct()
            .flatMap(attribute -> Stream.of(attribute + ";binary", attribute))
            .collect(Collectors.joining(","));
    return "ldap:" + BEAN + name + "?base=&scope=object&returnedAttributes=RAW(" + both + ")";
  }

  @Override
  public Object get() {
    Transfer transfer;
    LdapUrl url;
    try {
      transfer = connections.transfer();
      url = LdapUrl.of(transfer.address());
    } catch (IOException | FetchException e) {
      throw new RuntimeCamelException(e);
    }
    Hashtable<String, Object> environment = environment(url, transfer);
    // JNDI loads the class of sockets by the thread's loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(LdapSockets.class.getClassLoader());
    try {
      return LdapSockets.using(
          connections, transfer, url, () -> new InitialDirContext(environment));
    } catch (NamingException e) {
      throw new RuntimeCamelException(e);
    } finally {
      thread.setContextClassLoader(before);
      if (environment.get(Context.SECURITY_CREDENTIALS) instanceof byte[] password) {
        Arrays.fill(password, (byte) 0);
      }
    }
  }

  @SuppressWarnings("JdkObsolete") // JNDI wants a Hashtable
  private Hashtable<String, Object> environment(LdapUrl url, Transfer transfer) {
    Hashtable<String, Object> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, url.providerUrl());
    environment.put(Context.REFERRAL, "ignore");
    environment.put("java.naming.ldap.version", "3");
    environment.put("java.naming.ldap.factory.socket", LdapSockets.class.getName());
    environment.put(
        "com.sun.jndi.ldap.read.timeout",
        Long.toString(connections.settings().timeout().toMillis()));
    environment.put(
        "java.naming.ldap.attributes.binary",
        connections.settings().attributes().stream()
            .map(LdapContexts::plain)
            .collect(Collectors.joining(" ")));
    if (transfer.credentials() == null) {
      environment.put(Context.SECURITY_AUTHENTICATION, "none");
    } else {
      environment.put(Context.SECURITY_AUTHENTICATION, "simple");
      environment.put(Context.SECURITY_PRINCIPAL, transfer.credentials().username());
      environment.put(Context.SECURITY_CREDENTIALS, transfer.credentials().passwordOctets());
    }
    return environment;
  }

  private static String plain(String attribute) {
    int option = attribute.indexOf(';');
    return option < 0 ? attribute : attribute.substring(0, option);
  }
}
