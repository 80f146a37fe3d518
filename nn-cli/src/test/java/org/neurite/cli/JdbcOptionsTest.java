package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class JdbcOptionsTest {
  private static final String URL = "jdbc:acme://sa:geheim@db";

  private static Driver refusing(SQLException exception) {
    return (Driver)
        Proxy.newProxyInstance(
            JdbcOptionsTest.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (proxy, method, arguments) -> {
              throw exception;
            });
  }

  @Test
  void aDriversMessageDoesNotRepeatTheUrl() {
    SQLException told = new SQLException("refused: " + URL, "08001", 7);

    assertThatThrownBy(() -> JdbcOptions.connected(refusing(told), URL, new Properties()))
        .isInstanceOf(SQLException.class)
        .hasMessage("refused: the URL")
        .hasNoCause();
    SQLException other = new SQLException("no route");
    assertThatThrownBy(() -> JdbcOptions.connected(refusing(other), URL, new Properties()))
        .isSameAs(other);
  }
}
