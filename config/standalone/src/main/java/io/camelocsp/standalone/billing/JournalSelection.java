package io.camelocsp.standalone.billing;

import io.camelocsp.billing.JournalReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The journals that are read, each record in one of them, although a process goes on writing: the
 * files that are written to are opened before the finished ones are looked up, so one that is
 * finished just then is neither missed nor read twice.
 */
public final class JournalSelection implements Closeable {
  private static final String PACKED = ".gz";

  private final Set<Path> files = new LinkedHashSet<>();
  private final Map<Path, InputStream> opened = new HashMap<>();

  /** What says that nothing can be read of a path. */
  public static final class NothingThereException extends Exception {
    private static final long serialVersionUID = 1L;

    NothingThereException(String message) {
      super(message);
    }
  }

  /**
   * Selects files and those of directories; each file once, however it is named, and not the packed
   * one beside the same one plain.
   *
   * @throws NothingThereException naming a path that is not there, or a directory without journals
   */
  public static JournalSelection of(List<Path> given) throws IOException, NothingThereException {
    JournalSelection selection = new JournalSelection();
    try {
      for (Path each : given) {
        if (Files.isDirectory(each)) {
          selection.addDirectory(each);
        } else if (Files.exists(each)) {
          selection.files.add(each.toRealPath());
        } else {
          throw new NothingThereException("There is no file or directory " + each);
        }
      }
    } catch (IOException | NothingThereException e) {
      selection.close();
      throw e;
    }
    selection.files.removeIf(
        each -> each.toString().endsWith(PACKED) && selection.files.contains(Path.of(plain(each))));
    return selection;
  }

  private static String plain(Path packed) {
    String name = packed.toString();
    return name.substring(0, name.length() - PACKED.length());
  }

  private void addDirectory(Path directory) throws IOException, NothingThereException {
    Map<Object, Path> writtenTo = new HashMap<>();
    for (Path each : JournalReader.filesIn(directory)) {
      if (!JournalReader.isFinished(each)) {
        Path file = each.toRealPath();
        writtenTo.put(open(file), file);
      }
    }
    List<Path> found = JournalReader.filesIn(directory);
    if (found.isEmpty()) {
      throw new NothingThereException("There are no journals (.jsonl, .csv, .gz) in " + directory);
    }
    for (Path each : found) {
      Path file = each.toRealPath();
      Path before = writtenTo.get(key(file));
      if (before == null || before.equals(file)) {
        files.add(file);
      } // else it has just been finished, and is open under its old name
    }
  }

  /** Opens it; returns which file that is, whatever it is called by then. */
  private Object open(Path file) throws IOException {
    files.add(file);
    while (true) {
      Object key = key(file);
      InputStream in = Files.newInputStream(file);
      if (key.equals(key(file))) {
        InputStream twice = opened.put(file, in);
        if (twice != null) {
          twice.close();
        }
        return key;
      }
      in.close(); // another one has its name by now
    }
  }

  private static Object key(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file : key; // a file system that has none
  }

  /** The files in the order in which they are to be read. */
  public Set<Path> files() {
    return files;
  }

  /**
   * Reads one of them to its end.
   *
   * @throws IOException if it cannot be read, or not further; what came before was reported
   */
  public void read(Path file, JournalReader reader, JournalReader.Sink sink) throws IOException {
    InputStream before = opened.remove(file);
    if (before != null) {
      reader.read(file, before, sink);
      return;
    }
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      Path packed = file.resolveSibling(file.getFileName() + PACKED);
      if (!Files.exists(packed)) {
        throw e;
      }
      reader.read(packed, sink); // it was packed since
      return;
    }
    reader.read(file, in, sink);
  }

  @Override
  public void close() throws IOException {
    for (InputStream each : opened.values()) {
      each.close();
    }
  }
}
