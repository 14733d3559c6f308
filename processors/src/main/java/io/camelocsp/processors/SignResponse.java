package io.camelocsp.processors;

import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SigningCallback;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.signing.SigningException;
import io.camelocsp.signing.SigningPool;
import io.camelocsp.workflow.ResponseSigning;
import io.camelocsp.workflow.Transaction;
import io.camelocsp.workflow.ValidatedRequest;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the answer. Cheap signers sign right here, on the event loop; all others on the signing
 * pool, and the exchange goes on from there. A full pool, or a key that cannot sign now, is {@code
 * tryLater}.
 */
public final class SignResponse extends AsyncProcessorSupport {
  private static final Logger LOG = LoggerFactory.getLogger(SignResponse.class);

  private static final Seldom CANNOT_SIGN = new Seldom();

  private final SigningPool pool;

  public SignResponse(SigningPool pool) {
    this.pool = pool;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Transaction transaction = OcspExchange.transaction(exchange);
    ValidatedRequest validated = transaction.judgedRequest();
    byte[] toBeSigned =
        ResponseSigning.toBeSigned(
            validated, transaction.decodedRequest(), transaction.responder().profile());
    Outcome outcome = new Outcome(exchange, transaction, toBeSigned);
    ResponseSigner signer = validated.signer();
    if (signer.cost() == SigningCost.CHEAP) {
      try {
        outcome.signed(signer.signer().sign(toBeSigned));
      } catch (SigningException e) {
        outcome.failed(e);
      }
      callback.done(true);
      return true;
    }
    return onPool(exchange, callback, signer, outcome);
  }

  private boolean onPool(
      Exchange exchange, AsyncCallback callback, ResponseSigner signer, Outcome outcome) {
    SigningCallback goesOn =
        new SigningCallback() {
          @Override
          public void signed(byte[] signature) {
            outcome.signed(signature);
            callback.done(false);
          }

          @Override
          public void failed(SigningException failure) {
            outcome.failed(failure);
            callback.done(false);
          }
        };
    if (pool.sign(signer, outcome.toBeSigned, goesOn)) {
      return false;
    }
    exchange.setException(
        new OcspFailure(
            ResponseStatus.TRY_LATER, "the signing queue of " + signer.name() + " is full"));
    callback.done(true);
    return true;
  }

  /** Puts what came of the signature into the transaction; never throws. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one signature
  private record Outcome(Exchange exchange, Transaction transaction, byte[] toBeSigned) {
    void signed(byte[] signature) {
      try {
        transaction.setAnswer(
            ResponseSigning.signed(
                toBeSigned,
                signature,
                transaction.judgedRequest(),
                transaction.decodedRequest(),
                transaction.responder().profile()));
      } catch (RuntimeException e) {
        exchange.setException(e);
      }
    }

    void failed(SigningException failure) {
      String name = transaction.judgedRequest().signer().name();
      if (CANNOT_SIGN.due()) {
        LOG.warn(
            "Signer {} cannot sign; its clients are told tryLater (said once a minute): {}",
            name,
            failure.toString());
      }
      exchange.setException(
          new OcspFailure(ResponseStatus.TRY_LATER, "signer " + name + " cannot sign"));
    }
  }
}
