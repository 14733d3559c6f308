package io.camelocsp.revocation;

import io.camelocsp.revocation.Acceptance.Accepted;
import java.util.ArrayList;
import java.util.List;

/**
 * What came back from the archive.
 *
 * @param lists what was published, each list once; also lists that have ended
 * @param messages what was skipped or cleaned up, and why; one sentence each
 */
public record Restoration(List<Accepted> lists, List<String> messages) {
  public Restoration {
    lists = List.copyOf(lists);
    messages = List.copyOf(messages);
  }

  static final class Builder {
    private final List<Accepted> lists = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    /** Notes a published list, which may have replaced another one of its slot. */
    void restored(Accepted accepted) {
      lists.removeIf(
          each ->
              each.kind() == accepted.kind()
                  && ListArchive.homeOf(each.archived())
                      .equals(ListArchive.homeOf(accepted.archived())));
      lists.add(accepted);
    }

    void skip(String file, String why) {
      messages.add(file + " is skipped: " + why);
    }

    void note(String message) {
      messages.add(message);
    }

    Restoration build() {
      return new Restoration(lists, messages);
    }
  }
}
