package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.der.DerException;
import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;

/**
 * Fuzz target: any file is refused with a reason, or no issuance list, or one of which Bouncy
 * Castle reads the same segment, and whose every serial number a set that is made of it lists.
 */
public final class IssuanceListFuzz {
  private static final int MAX_ENTRIES = 100;

  private IssuanceListFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, DerException {
    accepts(data);
  }

  /** Whether it is an issuance list without defects. */
  static boolean accepts(byte[] data) throws IOException, DerException {
    try {
      ListOutline list = ListReader.outline(ByteBuffer.wrap(data));
      ListReader.Scan scan = ListReader.scan(list, MAX_ENTRIES);
      ListSegment segment = list.extensions().notes().segment();
      if (segment == null || !list.defects().isEmpty() || !scan.defects().isEmpty()) {
        return false;
      }
      assertThat(foreign(data)).isEqualTo(segment);
      check(list, segment, scan.count());
      return true;
    } catch (ListRefusedException e) {
      assertThat(e.reasonText()).contains("What to do").hasSizeLessThan(1000);
      return false;
    }
  }

  private static ListSegment foreign(byte[] data) throws IOException {
    Extension extension =
        new X509CRLHolder(data).getExtension(new ASN1ObjectIdentifier(ListSegment.EXTENSION));
    assertThat(extension.isCritical()).isTrue();
    ASN1Sequence fields = ASN1Sequence.getInstance(extension.getParsedValue());
    assertThat(fields.size()).isEqualTo(3);
    return new ListSegment(
        ASN1Integer.getInstance(fields.getObjectAt(0)).longValueExact(),
        ASN1Integer.getInstance(fields.getObjectAt(1)).intValueExact(),
        ASN1Boolean.getInstance(fields.getObjectAt(2)).isTrue());
  }

  private static void check(ListOutline list, ListSegment segment, int count) {
    ListPolicy policy = ListPolicy.DEFAULT.withMaxAge(Duration.ofDays(1));
    ListFacts facts =
        ListFacts.of(
            list,
            ListIdentity.of(list, new byte[32]),
            policy,
            new OriginFile(ListOrigin.UNKNOWN, null),
            null);
    RevocationIndex index = RevocationIndex.of(list.der(), list.entries(), count);
    IssuanceList read = new IssuanceList(segment, facts, index, Path.of("list"));
    IssuanceSet set =
        new IssuanceSet("acme", List.of(new IssuanceSet.Part(read, null, null, null)));
    assertThat(set.gap().isEmpty()).isEqualTo(segment.number() == 1 && !segment.full());
    Optional<String> objection = set.objection(list.thisUpdate());
    assertThat(objection.isPresent() || set.nextUpdate() != null).isTrue();
    EntryCursor entry = new EntryCursor(list.der(), List.of(list.entries()));
    for (; entry.hasEntry(); entry.advance()) {
      SerialNumber serial = entry.serial();
      assertThat(set.lists(serial)).isEqualTo(read.about(serial) == IssuanceList.Says.ISSUED);
      assertThat(read.about(serial)).isNotEqualTo(IssuanceList.Says.NOTHING);
    }
  }
}
