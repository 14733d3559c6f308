package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.standalone.server.CamelStarter;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewerDataDirectoryTest {
  @Test
  void isRefusedAtTheStartWithWhatToDoAndLeftAsItIs(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    Path data = Files.createDirectory(directory.resolve("data"));
    String newer = "format = 9\nreadable-by = 8\nwritten-by = 7.0.0\n";
    Files.writeString(data.resolve("version"), newer);

    Result refused =
        new TestCli()
            .starter(new CamelStarter(InstantSource.system()))
            .run("run", "--config", site.configuration());

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            data.toString(), "camel-ocsp 7.0.0, whose format 9", "start camel-ocsp 7.0.0 or later");
    assertThat(data.resolve("version")).hasContent(newer);
    assertThat(data.resolve("lists")).doesNotExist();
  }
}
