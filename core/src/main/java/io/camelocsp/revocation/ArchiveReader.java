package io.camelocsp.revocation;

import io.camelocsp.revocation.ListIdentity.Relation;
import io.camelocsp.revocation.ListShelf.Occasion;
import io.camelocsp.revocation.ListShelf.Offer;
import io.camelocsp.revocation.ListShelf.Verified;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings archived lists back: of each slot the newest that stands by itself, then its deltas.
 * Signatures are verified again, of as few lists as possible.
 */
final class ArchiveReader {
  private final ListArchive archive;
  private final ListShelf shelf;
  private final long heapLimit;
  private final Restoration.Builder result;

  ArchiveReader(ListArchive archive, ListShelf shelf, long heapLimit, Restoration.Builder result) {
    this.archive = archive;
    this.shelf = shelf;
    this.heapLimit = heapLimit;
    this.result = result;
  }

  /** An archived list, not verified yet; its identity is as good as its file's name. */
  private record Archived(Path file, ListOutline outline, ListIdentity identity) {}

  /** What lists of one slot have in common, as far as can be seen without verifying them. */
  private record Group(Path home, String issuer, String key, ListScope scope) {
    static Group of(Archived archived) {
      byte[] key = archived.outline().extensions().keyIdentifier();
      return new Group(
          ListArchive.homeOf(archived.file()),
          archived.outline().issuer().principal().getName(),
          key == null ? "" : HexFormat.of().formatHex(key),
          archived.outline().extensions().scope());
    }
  }

  /** Restores everything; returns files that this archive has not named. */
  List<Path> restore() throws IOException {
    int leftovers = archive.removeLeftovers();
    if (leftovers > 0) {
      result.note(leftovers + " half-written files of an interrupted run were deleted");
    }
    Map<Group, List<Archived>> bases = new LinkedHashMap<>();
    Map<Group, List<Archived>> deltas = new LinkedHashMap<>();
    List<Path> seeds = new ArrayList<>();
    for (Path file : archive.contents()) {
      if (!archive.isOurs(file)) {
        seeds.add(file);
        continue;
      }
      Archived archived = open(file);
      if (archived != null) {
        (archived.outline().extensions().isDelta() ? deltas : bases)
            .computeIfAbsent(Group.of(archived), first -> new ArrayList<>())
            .add(archived);
      }
    }
    bases.values().forEach(this::restoreBest);
    deltas.values().forEach(this::restoreDeltas);
    shelf.tidy();
    return seeds;
  }

  private @Nullable Archived open(Path file) {
    try {
      ListOutline outline = ListReader.outline(ListArchive.open(file, heapLimit));
      String name = String.valueOf(file.getFileName());
      return new Archived(
          file,
          outline,
          new ListIdentity(outline.extensions().number(), outline.thisUpdate(), name));
    } catch (ListRefusedException e) {
      result.skip(archive.label(file), e.whatIsWrong());
    } catch (IOException e) {
      result.skip(archive.label(file), e.toString());
    }
    return null;
  }

  private void restoreBest(List<Archived> lists) {
    List<Archived> left = new ArrayList<>(lists);
    Verified restored = null;
    while (restored == null && !left.isEmpty()) {
      Archived best = newest(left);
      left.remove(best);
      restored = restore(best);
    }
    keepInMind(restored, lists);
  }

  private static Archived newest(List<Archived> lists) {
    Archived best = lists.get(0);
    for (Archived each : lists) {
      best = each.identity().comparedTo(best.identity()) == Relation.NEWER ? each : best;
    }
    return best;
  }

  /**
   * The newest first: what it makes superfluous is then refused as older before anything is read of
   * it, and what waits for a base is taken in whatever comes before it.
   */
  private void restoreDeltas(List<Archived> lists) {
    List<Archived> left = new ArrayList<>(lists);
    Verified any = null;
    while (!left.isEmpty()) {
      Archived best = newest(left);
      left.remove(best);
      Verified restored = restore(best);
      any = any == null ? restored : any;
    }
    keepInMind(any, lists);
  }

  /** Older lists beside the one in use are pruned when newer ones come. */
  private static void keepInMind(@Nullable Verified restored, List<Archived> lists) {
    if (restored != null) {
      lists.forEach(each -> restored.slot().files.add(each.file()));
    }
  }

  private @Nullable Verified restore(Archived archived) {
    Path file = archived.file();
    try {
      byte[] sha256 = ListArchive.sha256(file);
      if (!ListArchive.isNamedAfter(file, sha256)) {
        result.skip(archive.label(file), "its content is not what was archived");
        return null;
      }
      Verified verified =
          shelf.verify(
              new Offer(
                  archived.outline(),
                  ListIdentity.of(archived.outline(), sha256),
                  OriginFile.read(file),
                  Occasion.START,
                  file));
      if (!verified.same()) {
        shelf.publish(verified, shelf.prepareAgain(verified));
        if (ListIntake.outcome(verified) instanceof Acceptance.Accepted accepted) {
          result.restored(accepted);
        }
      }
      return verified;
    } catch (ListRefusedException e) {
      if (e.reason() != ListRefusedException.Reason.OLDER) {
        result.skip(archive.label(file), e.whatIsWrong());
      }
    } catch (IOException e) {
      result.skip(archive.label(file), e.toString());
    }
    return null;
  }
}
