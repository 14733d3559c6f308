package io.camelocsp.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether keys agree with each other, and what must be written is. */
final class CrossChecks {
  private final Settings settings;
  private final Problems problems;
  private final SignerChecks signers;

  CrossChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    this.signers = new SignerChecks(settings, problems);
  }

  void run() {
    requireAnIssuer();
    requireKeys();
    requireNamesToExist();
    signers.run();
    new ListsChecks(settings, problems).run();
    new ResponderChecks(settings, problems).run();
    new BalancerChecks(settings, problems).run();
    new AdministrationChecks(settings, problems).run();
    refuseRecordsOfNoJournal();
  }

  private void refuseRecordsOfNoJournal() {
    String hook = "ocsp.hook.billing-record";
    Settings.Written enabled = settings.written("ocsp.billing.enabled");
    if (settings.isWritten(hook) && enabled != null && Boolean.FALSE.equals(enabled.value())) {
      problems.error(
          hook,
          "there are no billing records: ocsp.billing.enabled is false",
          "remove one of the two keys");
    }
  }

  private void requireAnIssuer() {
    if (settings.names("issuer").isEmpty()) {
      problems.error(
          "ocsp.issuer.NAME.certificate",
          "no issuer is configured",
          """
          write at least these lines, with names and paths of your own:
              ocsp.issuer.acme.certificate   = pki/acme-ca.pem
              ocsp.signer.acme.keystore      = pki/acme-ocsp.p12
              ocsp.signer.acme.password-file = secrets/acme-pin
              ocsp.lists.drop.from           = drop/""");
    }
    if (settings.names("signer").isEmpty() && !settings.hasSection("signers")) {
      problems.warning(
          "ocsp.signer.NAME.keystore",
          "no signer is configured: what must be signed is answered with 'unauthorized'",
          "add ocsp.signer.NAME.keystore and ocsp.signer.NAME.password-file");
    }
    if (settings.names("lists").isEmpty()) {
      problems.warning(
          "ocsp.lists.NAME.from",
          "no lists are configured: a new list arrives only where a route sends it to direct:ocsp-list",
          "add ocsp.lists.NAME.from, unless such a route is yours");
    }
  }

  private void requireKeys() {
    for (SectionSpec section : Schema.OCSP.sections()) {
      for (String name : entries(section)) {
        section.keys().stream()
            .filter(spec -> spec.key().required() && !settings.isWritten(spec.in(name)))
            .forEach(spec -> requireKey(spec, name));
      }
    }
  }

  private Set<String> entries(SectionSpec section) {
    if (section.named()) {
      return settings.names(section.name());
    }
    return settings.hasSection(section.name()) ? Set.of("") : Set.of();
  }

  private void requireKey(KeySpec spec, String name) {
    problems.error(
        spec.in(name), "the key is missing", "add " + spec.in(name) + " = " + spec.key().example());
  }

  private void requireNamesToExist() {
    for (Settings.Written setting : settings.all()) {
      String section = setting.spec().key().refersTo();
      if (!section.isEmpty() && !(section.equals("signer") && signers.areUncertain())) {
        Set<String> known = new LinkedHashSet<>(settings.names(section));
        if (section.equals("signer")) {
          known.addAll(signers.namesInDirectory());
        }
        namesIn(setting).stream()
            .filter(name -> !known.contains(name))
            .forEach(name -> refuse(setting, section, name, List.copyOf(known)));
      }
    }
  }

  private static List<String> namesIn(Settings.Written setting) {
    if (setting.value() instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return setting.value() instanceof String name ? List.of(name) : List.of();
  }

  private void refuse(Settings.Written setting, String section, String name, List<String> known) {
    String nearest = Words.nearest(name, known);
    String advice =
        known.isEmpty()
            ? "configure one, with keys that start with " + Schema.OCSP.section(section).prefix()
            : "write " + (nearest != null ? nearest : Words.anyOf(known)) + " in its place";
    problems.error(
        setting.entry().key(),
        "no %s is named '%s'".formatted(section, ShownValue.clean(name)),
        advice);
  }
}
