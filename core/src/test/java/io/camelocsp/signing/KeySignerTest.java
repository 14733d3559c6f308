package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camelocsp.testkit.KeyKind;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class KeySignerTest {
  private static final KeyPair KEYS = KeyKind.EC_P256.keyPair("key");

  @Test
  void namesSignerAndProviderWhenTheKeyCannotSign() {
    Signer signer =
        new KeySigner("acme", KEYS.getPrivate(), "SHA256withRSA", new BouncyCastleProvider());

    assertThatExceptionOfType(SigningException.class)
        .isThrownBy(() -> signer.sign(new byte[1]))
        .withMessageContainingAll("acme", "SHA256withRSA", "BC");
  }

  @Test
  void keepsOneSignaturePerThreadUntilItFails() throws Exception {
    CountingProvider provider = new CountingProvider();
    Signer signer = new KeySigner("acme", KEYS.getPrivate(), "counted", provider);

    signer.sign(new byte[1]);
    signer.sign(new byte[1]);
    assertThat(provider.made.get()).isEqualTo(1);

    assertThatExceptionOfType(SigningException.class).isThrownBy(() -> signer.sign(new byte[0]));
    assertThat(signer.sign(new byte[1])).containsExactly(2);
    assertThat(provider.made.get()).isEqualTo(2);
  }

  /** Its signatures are the number of the Signature object; nothing cannot be signed. */
  private static final class CountingProvider extends Provider {
    private final transient AtomicInteger made = new AtomicInteger();

    CountingProvider() {
      super("Counting", "1", "for tests");
      putService(
          new Service(this, "Signature", "counted", Counted.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              return new Counted(made.incrementAndGet());
            }
          });
    }
  }

  private static final class Counted extends SignatureSpi {
    private final int number;
    private int length;

    Counted(int number) {
      this.number = number;
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
      length = 0;
    }

    @Override
    protected void engineInitVerify(PublicKey key) {
      throw new AssertionError("a signer only signs");
    }

    @Override
    protected void engineUpdate(byte octet) {
      length++;
    }

    @Override
    protected void engineUpdate(byte[] octets, int from, int count) {
      length += count;
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      if (length == 0) {
        throw new SignatureException("nothing to sign");
      }
      length = 0;
      return new byte[] {(byte) number};
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return false;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException(name);
    }
  }
}
