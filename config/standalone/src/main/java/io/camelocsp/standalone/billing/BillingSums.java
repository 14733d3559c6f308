package io.camelocsp.standalone.billing;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.BillingRecord.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums records up, one key at a time: memory grows with the number of sums, which is bounded, and
 * not with the number of records. Not thread-safe.
 */
public final class BillingSums {
  /** Where a record names nothing: errors have no issuer. */
  static final String NONE = "(none)";

  private static final int MOST = 1_000_000;

  private final Set<Part> parts;
  private final Period.Names periods;
  private final Instant from;
  private final Instant to;
  private final Map<SumKey, Sum> sums = new HashMap<>();
  private final Sum total = new Sum();
  private long records;

  /** What a sum is of; parts that are not summed by are empty. */
  record SumKey(String period, String customer, String issuer, String responder) {}

  /** There are more sums than memory is set aside for. */
  public static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyException() {
      super("There are more than %,d sums".formatted(MOST));
    }
  }

  /**
   * Nothing summed up yet.
   *
   * @param from the first moment that counts
   * @param to the first moment after, that does not
   */
  public BillingSums(Set<Part> parts, Period period, Instant from, Instant to) {
    this.parts = Set.copyOf(parts);
    this.periods = new Period.Names(period);
    this.from = from;
    this.to = to;
  }

  /**
   * Adds a record, if it is of the time that counts.
   *
   * @throws TooManyException if there are too many sums
   */
  public void add(BillingRecord billingRecord) {
    if (billingRecord.time().isBefore(from) || !billingRecord.time().isBefore(to)) {
      return;
    }
    records++;
    total.addRequest(billingRecord);
    List<Certificate> certificates = billingRecord.certificates();
    int unnamed = Math.max(0, billingRecord.counted() - certificates.size());
    total.addUnnamed(unnamed);
    if (certificates.isEmpty() || !parts.contains(Part.ISSUER)) {
      Sum sum = sum(billingRecord, NONE);
      sum.addRequest(billingRecord);
      sum.addUnnamed(unnamed);
    }
    for (int i = 0; i < certificates.size(); i++) {
      Certificate each = certificates.get(i);
      total.addCertificate(each.status());
      Sum sum = sum(billingRecord, each.issuer());
      sum.addCertificate(each.status());
      if (parts.contains(Part.ISSUER) && isFirstOfItsIssuer(certificates, i)) {
        sum.addRequest(billingRecord);
      }
    }
  }

  private static boolean isFirstOfItsIssuer(List<Certificate> certificates, int index) {
    String issuer = certificates.get(index).issuer();
    for (int i = 0; i < index; i++) {
      if (certificates.get(i).issuer().equals(issuer)) {
        return false;
      }
    }
    return true;
  }

  private Sum sum(BillingRecord billingRecord, String issuer) {
    SumKey key =
        new SumKey(
            periods.of(billingRecord.time()),
            parts.contains(Part.CUSTOMER) ? customer(billingRecord) : "",
            parts.contains(Part.ISSUER) ? issuer : "",
            parts.contains(Part.RESPONDER) ? billingRecord.responder() : "");
    Sum sum = sums.get(key);
    if (sum == null) {
      if (sums.size() >= MOST) {
        throw new TooManyException();
      }
      sum = new Sum();
      sums.put(key, sum);
    }
    return sum;
  }

  private static String customer(BillingRecord billingRecord) {
    if (billingRecord.requestor() != null) {
      return billingRecord.requestor();
    }
    return billingRecord.clientAddress() != null ? billingRecord.clientAddress() : NONE;
  }

  /** How many records were summed up. */
  public long records() {
    return records;
  }

  Sum total() {
    return total;
  }

  /** All sums, by period, customer, issuer and responder. */
  List<Map.Entry<SumKey, Sum>> sorted() {
    List<Map.Entry<SumKey, Sum>> all = new ArrayList<>(sums.entrySet());
    all.sort(
        Map.Entry.comparingByKey(
            Comparator.comparing(SumKey::period)
                .thenComparing(SumKey::customer)
                .thenComparing(SumKey::issuer)
                .thenComparing(SumKey::responder)));
    return all;
  }
}
