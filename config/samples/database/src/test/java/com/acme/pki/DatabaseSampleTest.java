package com.acme.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample with a real database in a file: everything it needs besides is a CA and a signer. */
class DatabaseSampleTest {
  private TestSite site;
  private BigInteger good;
  private Path position;
  private String url = "";

  @BeforeEach
  void prepare(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
    position = site.path("data").resolve("billing").resolve("billing.feed");
    url = "jdbc:h2:" + directory.resolve("billing");
  }

  private Main application() {
    Main application = PkiApplication.application();
    application.addOverrideProperty("acme.database", url);
    application.addOverrideProperty("ocsp.data.directory", site.path("data").toString());
    application.addOverrideProperty("ocsp.issuer.acme.certificate", site.path("ca.pem").toString());
    application.addOverrideProperty(
        "ocsp.signer.acme.keystore", site.path("signer.p12").toString());
    application.addOverrideProperty("ocsp.signer.acme.password-file", site.path("pin").toString());
    application.addOverrideProperty("ocsp.lists.drop.from", site.path("drop").toString());
    application.addOverrideProperty("ocsp.responder.acme.url", site.uri().toString());
    return application;
  }

  private void ask(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      new Client(site.uri(), site.signer()).ask(site.ca(), good);
    }
  }

  /** The rows' objects, without their ids, in the order of time. */
  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("SELECT object, customer FROM billing ORDER BY time")) {
      while (found.next()) {
        assertThat(found.getString(2)).isEqualTo("127.0.0.1");
        rows.add(found.getString(1).replaceFirst("\"id\":\"[^\"]+\",", ""));
      }
    }
    return rows;
  }

  private List<String> journal() throws Exception {
    return Files.readAllLines(position.resolveSibling("billing.jsonl"));
  }

  @Test
  void everyRecordIsOneRowAlsoIfItIsDeliveredTwice() throws Exception {
    Path before = position.resolveSibling("before");
    Main application = application();
    application.start();
    try {
      ask(5);
      await().until(() -> Files.exists(position));
      Files.copy(position, before);
      ask(5);
      await().until(() -> rows().size() == 10);
    } finally {
      application.stop();
    }
    // As if it was killed after the database had the last rows and before it knew that.
    Files.move(before, position, StandardCopyOption.REPLACE_EXISTING);
    Main again = application();
    again.start();
    try {
      ask(1);
      await().until(() -> rows().size() == 11);
    } finally {
      again.stop();
    }

    assertThat(rows()).isEqualTo(journal());
  }
}
