package com.acme.pki;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Puts billing records into a table: all of a message, or none of it. */
public final class BillingTable implements Processor {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS billing (id VARCHAR(64) PRIMARY KEY,"
          + " time VARCHAR(30) NOT NULL, customer VARCHAR(400), counted INT, object CLOB)";
  private static final String ROW =
      "MERGE INTO billing (id, time, customer, counted, object) KEY (id) VALUES (?, ?, ?, ?, ?)";

  private String url = "";

  /** Where the database is. */
  public void setUrl(String url) {
    this.url = url;
  }

  @Override
  public void process(Exchange exchange) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.createStatement().execute(TABLE);
      connection.setAutoCommit(false);
      try (PreparedStatement row = connection.prepareStatement(ROW)) {
        for (String line : exchange.getMessage().getBody(String.class).split("\n")) {
          Map<String, String> members = members(line);
          row.setString(1, members.get("id"));
          row.setString(2, members.get("time"));
          row.setString(3, members.getOrDefault("requestor", members.get("client")));
          row.setInt(4, Integer.parseInt(members.getOrDefault("counted", "0")));
          row.setString(5, line);
          row.addBatch();
        }
        row.executeBatch();
        connection.commit();
      }
    }
  }

  /** Texts and numbers of an object; what is in further objects is in the whole line. */
  private static Map<String, String> members(String object) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser json = JSON.createParser(object)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken().isScalarValue()) {
          members.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
    return members;
  }
}
