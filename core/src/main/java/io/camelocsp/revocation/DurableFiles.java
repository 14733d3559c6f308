package io.camelocsp.revocation;

import io.camelocsp.certificate.DurableFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps that make a file durable, apart so that tests can let each of them fail. */
interface DurableFiles {

  /** Creates a file that must not exist yet, to be written from its beginning. */
  WritableByteChannel create(Path file) throws IOException;

  /** Returns once the file's content is on the disk. */
  void force(Path file) throws IOException;

  /** Renames within one file system; whoever looks sees the old or the new file, never neither. */
  void replace(Path from, Path to) throws IOException;

  /** Returns once the directory's names are on the disk. */
  void forceDirectory(Path directory) throws IOException;

  /** The file system. */
  static DurableFiles onDisk() {
    return new DurableFiles() {
      @Override
      public WritableByteChannel create(Path file) throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }

      @Override
      public void force(Path file) throws IOException {
        DurableFile.force(file);
      }

      @Override
      public void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }

      @Override
      public void forceDirectory(Path directory) throws IOException {
        DurableFile.forceNames(directory);
      }
    };
  }
}
