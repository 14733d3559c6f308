package io.camelocsp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is configured, bound and checked. Maps keep the order of the file, their keys are the
 * entries' names. Paths are absolute. Immutable.
 *
 * @param dataDirectory where what must outlive a restart is kept
 * @param clockSkew how far other clocks may be ahead of ours
 * @param issuanceListOid of the extension that marks an issuance list
 * @param issuers the CAs answered for; at least one
 * @param signers single signers
 * @param signersDirectory a directory of signers, or null
 * @param signing how signatures are made
 * @param lists where lists come from
 * @param intake where lists are pushed to, or null
 * @param responders at least one
 * @param listeners one for each address and port of a responder; those that are not configured have
 *     the name {@code host:port} and default values
 * @param billing the billing journal
 * @param hook endpoints of the application
 * @param warn when to warn ahead
 * @param control how the command line reaches the running process
 * @param administration where health and metrics are shown, or null
 */
public record OcspConfiguration(
    @Key(
            name = "data.directory",
            defaultValue = "data",
            example = "/var/lib/camel-ocsp",
            meaning =
                "Where accepted lists and the billing journal are kept. It is made when it is not"
                    + " there; one process at a time may use it.")
        Path dataDirectory,
    @Key(
            name = "clock-skew",
            defaultValue = "5m",
            example = "2m",
            min = "0s",
            max = "1d",
            effect = Effect.LIVE,
            meaning =
                "How far the clocks of CAs may be ahead of ours: a list whose thisUpdate lies"
                    + " further in the future is refused.")
        Duration clockSkew,
    @Key(
            name = "issuance-list-oid",
            defaultValue = OcspConfiguration.ISSUANCE_LIST_OID,
            example = "1.3.6.1.4.1.99999.1",
            meaning =
                "The object identifier of the critical extension that marks an issuance list; see"
                    + " `docs/issuance-lists.md`.")
        String issuanceListOid,
    @Section(name = "issuer", meaning = "A CA whose certificates are answered for.")
        Map<String, IssuerSettings> issuers,
    @Section(
            name = "signer",
            meaning =
                "A key that signs responses, with its certificate. The certificate says which"
                    + " issuer it is for.")
        Map<String, SignerSettings> signers,
    @Section(
            name = "signers",
            optional = true,
            meaning = "A directory of signers, instead of or beside single ones.")
        @Nullable SignersDirectory signersDirectory,
    @Section(name = "signing", meaning = "How signatures are made.") SigningSettings signing,
    @Section(
            name = "lists",
            meaning =
                "Where revocation lists come from. A list says itself which issuer it is for.")
        Map<String, ListsSettings> lists,
    @Section(
            name = "intake",
            optional = true,
            meaning = "Where publishers push lists to, for `ocsp.lists.NAME.from = push`.")
        @Nullable IntakeSettings intake,
    @Section(
            name = "responder",
            defaultName = "default",
            meaning =
                "A URL that answers, with its own rules. Without any, there is one named `default`"
                    + " with the default values.")
        Map<String, ResponderSettings> responders,
    @Section(
            name = "listener",
            meaning =
                "Limits of an address and port that responders use. A responder's URL makes its"
                    + " listener: this is only for other limits than the default ones.")
        Map<String, ListenerSettings> listeners,
    @Section(name = "billing", meaning = "The billing journal: one JSON object per request.")
        BillingSettings billing,
    @Section(
            name = "hook",
            meaning = "Endpoints of your own that are told what happens; see `docs/embedding.md`.")
        HookSettings hook,
    @Section(name = "warn", meaning = "When to warn ahead of what would stop answers.")
        WarnSettings warn,
    @Section(name = "control", meaning = "How the command line reaches the running process.")
        ControlSettings control,
    @Section(
            name = "administration",
            optional = true,
            meaning = "Where health and metrics are shown. Off unless it is written.")
        @Nullable AdministrationSettings administration) {

  static final String ISSUANCE_LIST_OID = "2.25.91126957498586232041853194197363883602";

  public OcspConfiguration {
    issuers = ordered(issuers);
    signers = ordered(signers);
    lists = ordered(lists);
    responders = ordered(responders);
    listeners = ordered(listeners);
  }

  /** The billing journal's file. */
  public Path billingJournal() {
    Path journal = billing.journal();
    return journal != null ? journal : dataDirectory.resolve("billing").resolve("billing.jsonl");
  }

  /** The socket at which the standalone process takes commands. */
  public Path controlSocket() {
    Path socket = control.socket();
    return socket != null ? socket : dataDirectory.resolve(ControlSettings.DEFAULT_NAME);
  }

  // Map.copyOf would lose the order of the file
  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
