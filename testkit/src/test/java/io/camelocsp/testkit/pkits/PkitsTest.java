package io.camelocsp.testkit.pkits;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.pkits.PkitsIssuer.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the tables and the data fit each other, and that nothing of the sections is left out. */
class PkitsTest {

  @Test
  void theFilesAreThoseOfTheSource() throws Exception {
    Map<String, String> actual = new java.util.TreeMap<>();
    for (String path : Pkits.digests().keySet()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(PkitsTable.octets(path));
      actual.put(path, HexFormat.of().formatHex(hash));
    }

    assertThat(actual).isEqualTo(Pkits.digests()).hasSize(175);
  }

  @Test
  void everyTestOfTheSectionsHasACase() {
    List<String> expected = new ArrayList<>();
    expected.addAll(numbers("4.4", 1, 21));
    expected.addAll(numbers("4.5", 1, 8));
    expected.addAll(numbers("4.7", 4, 5));
    expected.addAll(numbers("4.14", 1, 35));
    expected.addAll(numbers("4.15", 1, 10));

    assertThat(Pkits.cases().stream().map(PkitsCase::number).distinct()).isEqualTo(expected);
  }

  private static List<String> numbers(String section, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> section + "." + n).toList();
  }

  @Test
  void everyCaseAsksTheIssuerWhoseKeySignedItsCertificate() throws Exception {
    Map<String, String> certificates =
        Pkits.allIssuers().stream()
            .collect(Collectors.toMap(PkitsIssuer::name, PkitsIssuer::certificate));
    for (PkitsCase each : Pkits.cases()) {
      String issuer = certificates.getOrDefault(each.issuer(), each.issuer());
      Pkits.certificate(each.certificate()).verify(Pkits.certificate(issuer).getPublicKey());
    }
  }

  @Test
  void theFileNameSaysWhatPkitsSays() {
    assertThat(Pkits.cases())
        .filteredOn(each -> each.certificate().endsWith("EE"))
        .allMatch(
            each ->
                each.certificate().startsWith(each.path() == PkitsCase.Path.VALID ? "V" : "I")
                    && each.certificate()
                        .endsWith(
                            "Test"
                                + each.number().substring(each.number().lastIndexOf('.') + 1)
                                + "EE"));
  }

  /** A wrong good is the one mistake that no configuration excuses. */
  @Test
  void noCaseOfAnInvalidPathExpectsGood() {
    assertThat(Pkits.cases())
        .filteredOn(each -> each.path() == PkitsCase.Path.INVALID)
        .noneMatch(each -> each.answer().equals("good"));
  }

  @Test
  void aCaseThatNeedsTheCertificateIsAnsweredConservatively() {
    assertThat(Pkits.cases())
        .filteredOn(each -> each.decidedBy() == PkitsCase.DecidedBy.CERTIFICATE)
        .hasSize(16)
        .allMatch(each -> each.answer().equals(PkitsCase.NONE));
  }

  @Test
  void everyListIsOfSomeIssuer() {
    assertThat(
            new TreeSet<>(
                Pkits.allIssuers().stream().flatMap(each -> each.lists().stream()).toList()))
        .containsExactlyElementsOf(Pkits.lists())
        .containsAll(Pkits.listsNotTaken());
  }

  @Test
  void aSiteServesEachCertificateOnce() {
    for (Site site : List.of(Site.EVERY, Site.LISTED)) {
      assertThat(Pkits.issuers(site).stream().map(PkitsIssuer::certificate))
          .doesNotHaveDuplicates();
    }
  }

  /** A file that no sum covers would be in no test. */
  @Test
  void noFileIsWithoutASum() throws IOException {
    Path root = Path.of("src/main/resources/io/camelocsp/testkit/pkits");
    try (Stream<Path> files = Files.walk(root, 2)) {
      assertThat(files.map(Path::toString).filter(path -> path.matches(".*\\.(crt|crl)")))
          .allMatch(
              path -> Pkits.digests().containsKey(path.substring(path.indexOf("/pkits/") + 7)));
    }
  }
}
