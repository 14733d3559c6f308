package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.signers.*}: every {@code *.p12} and {@code *.pfx} in a directory is a signer named
 * after its file. Exactly one of {@code password} and {@code passwordFile} is there.
 *
 * @param directory the directory
 * @param password the password of all of them
 * @param passwordFile a file whose only line is that password
 */
public record SignersDirectory(
    @Key(
            name = "directory",
            required = true,
            example = "pki/signers",
            file = FileCheck.DIRECTORY,
            effect = Effect.LIVE,
            meaning =
                "Every `*.p12` and `*.pfx` file in it is a signer, named after the file without its"
                    + " ending.")
        Path directory,
    @Key(
            name = "password",
            otherwise = "`password-file` must be given",
            example = "{{env:SIGNERS_PIN}}",
            effect = Effect.LIVE,
            meaning = "The password of all these key stores.")
        @Nullable Secret password,
    @Key(
            name = "password-file",
            otherwise = "`password` must be given",
            example = "secrets/pin",
            file = FileCheck.FILE,
            confidential = true,
            effect = Effect.LIVE,
            meaning = "A file whose only line is the password of all these key stores.")
        @Nullable Path passwordFile) {

  private static final Set<String> ENDINGS = Set.of(".p12", ".pfx");
  private static final int ENDING_LENGTH = 4;

  /**
   * The key stores that are in the directory now, by the names of their signers, in the order of
   * the names. When two files differ only in their ending, the {@code .p12} is taken.
   *
   * @throws IOException if it cannot be listed
   */
  public SortedMap<String, Path> keystores() throws IOException {
    return keystoresIn(directory);
  }

  static SortedMap<String, Path> keystoresIn(Path directory) throws IOException {
    SortedMap<String, Path> keystores = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.sorted().filter(Files::isRegularFile).forEach(file -> addKeystore(keystores, file));
    }
    return keystores;
  }

  private static void addKeystore(SortedMap<String, Path> keystores, Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(Math.max(0, name.length() - ENDING_LENGTH));
    if (ENDINGS.contains(ending.toLowerCase(Locale.ROOT)) && name.length() > ENDING_LENGTH) {
      keystores.putIfAbsent(name.substring(0, name.length() - ENDING_LENGTH), file);
    }
  }

  /**
   * The password, from wherever it is configured. The caller wipes the array.
   *
   * @throws IOException if the password file cannot be read or holds none
   */
  public char[] readPassword() throws IOException {
    return PasswordFile.passwordOf(password, passwordFile);
  }
}
