package io.camelocsp.config;

import io.camelocsp.config.EffectiveValues.Setting;
import io.camelocsp.config.KeyChange.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is in the files that keys name, so that it can be told which of them is another one under
 * the same path. Of each file only a MAC is kept, under a key of this process: some of them hold
 * passwords, and a plain hash of one could be guessed from a heap dump. Immutable.
 */
public final class FileContents {
  private static final String MAC = "HmacSHA256";
  private static final SecretKeySpec KEY = new SecretKeySpec(random(), MAC);

  /**
   * Certificates, key stores and passwords are far smaller; the rest of a longer one is not read.
   */
  private static final long MOST_OCTETS = 16 << 20;

  /** What a key names, what is there, and when something else there counts. */
  private record Content(Object paths, List<String> macs, Effect effect) {}

  private final Map<String, Content> contents = new LinkedHashMap<>();

  private FileContents(LoadedConfiguration loaded) {
    for (Setting setting : new EffectiveValues(loaded).all()) {
      Object value = setting.value();
      if (value != null && setting.spec().key().file() == FileCheck.FILE) {
        List<?> paths = value instanceof List<?> list ? list : List.of(value);
        contents.put(
            setting.key(),
            new Content(
                paths,
                paths.stream().map(path -> mac((Path) path)).toList(),
                setting.spec().key().content()));
      }
    }
  }

  /** What is in the files at this moment; one that cannot be read counts as empty. */
  public static FileContents of(LoadedConfiguration loaded) {
    return new FileContents(loaded);
  }

  /**
   * The keys that name the same files in both, of which one has other content in {@code next}. Most
   * files are read when they are used, or at a reload; those that are read at a start only have
   * keys that say so.
   */
  public List<KeyChange> changesTo(FileContents next) {
    List<KeyChange> changes = new ArrayList<>();
    next.contents.forEach(
        (key, now) -> {
          Content then = contents.get(key);
          if (then != null && then.paths().equals(now.paths()) && !then.equals(now)) {
            String text =
                now.macs().size() > 1
                    ? "one of its files has other content"
                    : "its file has other content";
            changes.add(new KeyChange(key, Kind.REPLACED, text, now.effect()));
          }
        });
    return changes;
  }

  private static String mac(Path file) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(KEY);
      byte[] buffer = new byte[8192];
      try (InputStream in = Files.newInputStream(file)) {
        long left = MOST_OCTETS;
        for (int read = in.read(buffer); read > 0 && left > 0; read = in.read(buffer)) {
          mac.update(buffer, 0, read);
          left -= read;
        }
      } catch (IOException e) {
        return "";
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  private static byte[] random() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return random;
  }

  /** The keys that name files. */
  @Override
  public String toString() {
    return contents.keySet().toString();
  }
}
