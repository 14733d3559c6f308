package io.camelocsp.testkit;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import java.net.InetAddress;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A directory server on loopback whose one entry, if there is one, holds lists. */
public final class LdapServer implements AutoCloseable {
  /** How a URL has the entry's name, which has characters that must be escaped. */
  public static final String PATH = "/cn=CA01,o=Acme%20TrustCenter%5C,%20Inc,c=SE";

  /** Where a CA's list is. */
  public static final String LIST = "certificateRevocationList;binary";

  /** Who may read where a password is demanded. */
  public static final String USER = "cn=reader,c=SE";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "s3cret";

  private static final String ORGANIZATION = "o=Acme TrustCenter\\, Inc,c=SE";
  private static final String ENTRY = "cn=CA01," + ORGANIZATION;

  private final InMemoryDirectoryServer server;
  private final String scheme;

  private LdapServer(String scheme, InMemoryDirectoryServerConfig config) throws LDAPException {
    this.scheme = scheme;
    config.setSchema(null);
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add(new Entry("c=SE", new Attribute("objectClass", "top", "country")));
    server.add(new Entry(ORGANIZATION, new Attribute("objectClass", "top")));
  }

  /** Without TLS, for everybody. */
  public static LdapServer plain() throws LDAPException {
    return new LdapServer("ldap", listening(null));
  }

  /** Without TLS, for {@link #USER} only. */
  public static LdapServer authenticating() throws LDAPException {
    InMemoryDirectoryServerConfig config = listening(null);
    config.addAdditionalBindCredentials(USER, PASSWORD);
    config.setAuthenticationRequiredOperationTypes(Set.of(OperationType.SEARCH));
    return new LdapServer("ldap", config);
  }

  /** With TLS from the beginning, for everybody. */
  public static LdapServer tls(SSLContext context) throws LDAPException {
    return new LdapServer("ldaps", listening(context));
  }

  private static InMemoryDirectoryServerConfig listening(@Nullable SSLContext tls)
      throws LDAPException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("c=SE");
    config.setListenerConfigs(
        tls == null
            ? InMemoryListenerConfig.createLDAPConfig("plain", loopback, 0, null)
            : InMemoryListenerConfig.createLDAPSConfig(
                "tls", loopback, 0, tls.getServerSocketFactory(), null));
    return config;
  }

  /** Makes the entry, with no list in it. */
  public void putEntry() throws LDAPException {
    server.add(new Entry(ENTRY, new Attribute("objectClass", "top"), new Attribute("cn", "CA01")));
  }

  /** Makes these the values of {@link #LIST}, and the entry if need be. */
  public void put(byte[]... lists) throws LDAPException {
    putAs(LIST, lists);
  }

  /** As {@link #put}, in another attribute. */
  public void putAs(String attribute, byte[]... lists) throws LDAPException {
    if (server.getEntry(ENTRY) == null) {
      putEntry();
    }
    server.modify(ENTRY, new Modification(ModificationType.REPLACE, attribute, lists));
  }

  public int port() {
    return server.getListenPort();
  }

  /** The entry's URL, by the name {@code localhost}. */
  public String url() {
    return scheme + "://localhost:" + port() + PATH;
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
