package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @Test
  void theDemoAnswersRightAndEnds(@TempDir Path directory) throws Exception {
    try (RunningProcess demo = RunningProcess.camelOcsp(directory, "demo", "--once")) {
      assertThat(demo.exitCode(Duration.ofSeconds(60))).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("openssl ocsp")
          .contains("good", "revoked", "keyCompromise", "certificateHold", "unauthorized");
    }
  }
}
