package io.camelocsp.http.intake;

import io.camelocsp.http.intake.Judgement.Welcome;

/**
 * A list that has come whole.
 *
 * @param welcome what it was let in as
 * @param address the publisher's, numeric
 * @param upload the file that holds it; whoever takes the delivery closes it
 */
record Delivery(Welcome welcome, String address, Upload upload) {

  /** Where the list came from, for logs and reports. */
  String origin() {
    return "push from " + welcome.publisher() + " at " + address;
  }
}
