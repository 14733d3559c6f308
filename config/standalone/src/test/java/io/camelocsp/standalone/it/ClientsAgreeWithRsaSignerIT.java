package io.camelocsp.standalone.it;

import io.camelocsp.testkit.KeyKind;

class ClientsAgreeWithRsaSignerIT extends ClientsAgree {
  ClientsAgreeWithRsaSignerIT() {
    super(KeyKind.RSA_2048);
  }
}
