package io.camelocsp.revocation;

import org.jspecify.annotations.Nullable;

/**
 * The walk over a list's entries ({@link ListReader#scan}), which for a large list goes on while
 * its signature is verified: neither needs the other. What it finds counts only once the signature
 * is known to be good, so nothing is kept of the entries before. Used by one thread.
 */
final class EntryScan implements AutoCloseable {
  /** A list that is verified sooner than a thread is started is walked afterwards. */
  private static final int WORTH_A_THREAD_OCTETS = 1 << 20;

  private final ListOutline list;
  private final @Nullable Beside<ListReader.Scan, ListRefusedException> beside;

  private EntryScan(
      ListOutline list, @Nullable Beside<ListReader.Scan, ListRefusedException> beside) {
    this.list = list;
    this.beside = beside;
  }

  /**
   * Begins.
   *
   * @param mostEntries what the most generous of those allows who may have signed it; 0 if nobody
   *     may have: then nothing is walked before it is asked for
   */
  static EntryScan of(ListOutline list, int mostEntries) {
    boolean large = list.entries().end() - list.entries().start() >= WORTH_A_THREAD_OCTETS;
    return new EntryScan(
        list,
        large && mostEntries > 0
            ? Beside.start(() -> ListReader.scan(list, mostEntries, EntryScan::isInterrupted))
            : null);
  }

  /** Of the thread beside: its owner ends it so when the signature is wrong. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * What was found.
   *
   * @throws ListRefusedException as {@link ListReader#scan}
   */
  ListReader.Scan get(int maxEntries) throws ListRefusedException {
    if (beside == null) {
      return ListReader.scan(list, maxEntries);
    }
    ListReader.Scan scan = beside.get();
    if (scan.count() > maxEntries) {
      throw ListReader.tooMany(maxEntries);
    }
    return scan;
  }

  @Override
  public void close() {
    if (beside != null) {
      beside.close();
    }
  }
}
