package io.camelocsp.config;

import io.camelocsp.billing.Durability;
import io.camelocsp.billing.JournalFormat;
import io.camelocsp.billing.JournalSettings;
import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.billing.JournalSettings.Rotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.billing.*}: the journal of what was answered.
 *
 * @param enabled whether it is written
 * @param journal its file; null means as {@link OcspConfiguration#billingJournal()} says
 * @param queue how many records may wait to be written
 * @param format of its files
 * @param durability when a record is on the disk
 * @param rotateSize how large a file may grow
 * @param rotateEvery how long a file is written to
 * @param gzip whether finished files are packed
 * @param keepFiles how many finished files are kept; null for all
 * @param keepFor how long finished files are kept; null for ever
 * @param to what else gets the records; null for nothing
 * @param batch how many records it gets in one message
 */
public record BillingSettings(
    @Key(
            name = "enabled",
            defaultValue = "true",
            example = "false",
            meaning = "Whether the journal is written.")
        boolean enabled,
    @Key(
            name = "journal",
            otherwise = "`billing/billing.jsonl` (or `.csv`, by `format`) in `ocsp.data.directory`",
            example = "/var/log/camel-ocsp/billing.jsonl",
            meaning =
                "The file that one line is appended to for each request. Finished files lie beside"
                    + " it, with the time in their names.")
        @Nullable Path journal,
    @Key(
            name = "queue",
            defaultValue = "100000",
            example = "500000",
            unit = "records",
            min = "1",
            max = "1000000",
            meaning =
                "How many records may wait to be written, while the disk is busy or full; each takes"
                    + " some 300 octets of memory. Above that, records are lost and counted and"
                    + " answers go on; with `durability = sync`, `tryLater` is answered.")
        int queue,
    @Key(
            name = "format",
            defaultValue = "jsonLines",
            example = "csv",
            meaning =
                "With `jsonLines` a JSON object on each line, with `csv` a row below a header (RFC"
                    + " 4180).")
        JournalFormat format,
    @Key(
            name = "durability",
            defaultValue = "async",
            example = "sync",
            meaning =
                "With `async` answers do not wait for the disk, and what it cannot take is lost and"
                    + " counted. With `sync` an answer leaves when its record is on the disk; while"
                    + " that fails, `tryLater` is answered.")
        Durability durability,
    @Key(
            name = "rotate-size",
            defaultValue = "256m",
            example = "64m",
            min = "4k",
            max = "1024m",
            meaning = "A file of this size is finished, and the next one begun.")
        ByteSize rotateSize,
    @Key(
            name = "rotate-every",
            defaultValue = "1d",
            example = "1h",
            min = "1s",
            max = "366d",
            meaning =
                "A file is finished at each multiple of this, in UTC: `1d` at midnight, `1h` at each"
                    + " full hour. One without records is written on.")
        Duration rotateEvery,
    @Key(
            name = "gzip",
            defaultValue = "false",
            example = "true",
            meaning = "Whether finished files are packed, as `….gz`.")
        boolean gzip,
    @Key(
            name = "keep-files",
            otherwise = "all",
            example = "400",
            unit = "files",
            min = "1",
            max = "1000000",
            meaning =
                "How many finished files are kept; the oldest is deleted when there are more. Files"
                    + " that wait for `to` are not deleted.")
        @Nullable Integer keepFiles,
    @Key(
            name = "keep-for",
            otherwise = "for ever",
            example = "400d",
            min = "1d",
            max = "36500d",
            meaning =
                "How long finished files are kept; looked at when a file is finished and at start."
                    + " Files that wait for `to` are not deleted.")
        @Nullable Duration keepFor,
    @Key(
            name = "to",
            otherwise = "none",
            example = "direct:billing",
            confidential = true,
            meaning =
                "A Camel endpoint that gets each record at least once, from the journal's files; see"
                    + " `docs/billing.md`. Needs `ocsp.billing.enabled`.")
        @Nullable String to,
    @Key(
            name = "batch",
            defaultValue = "100",
            example = "1",
            unit = "records",
            min = "1",
            max = "10000",
            meaning =
                "How many records a message for `to` holds at most, one JSON object on each line.")
        int batch) {

  /**
   * How the journal is kept.
   *
   * @param file as {@link OcspConfiguration#billingJournal()} says
   */
  public JournalSettings journalSettings(Path file) {
    return new JournalSettings(
        file,
        format,
        durability,
        queue,
        new Rotation(rotateSize.bytes(), rotateEvery),
        new Keeping(
            gzip ? Packing.GZIP : Packing.PLAIN,
            keepFiles == null ? OptionalInt.empty() : OptionalInt.of(keepFiles),
            Optional.ofNullable(keepFor)));
  }
}
