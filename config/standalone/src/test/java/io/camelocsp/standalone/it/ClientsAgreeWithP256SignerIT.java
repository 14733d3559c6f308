package io.camelocsp.standalone.it;

import io.camelocsp.testkit.KeyKind;

class ClientsAgreeWithP256SignerIT extends ClientsAgree {
  ClientsAgreeWithP256SignerIT() {
    super(KeyKind.EC_P256);
  }
}
