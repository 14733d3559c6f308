// The status page. What it shows is status.json and history.json, every ten seconds.
import { away, count, dated, duration, el, exact, fill, seconds, when } from "./elements.js";
import { keep, showHistory, wanted } from "./plots.js";

const EVERY_MS = 10_000;
const PATIENCE_MS = 8_000;
const MOST_BARS = 8; // of one issuer; a CA may have hundreds of partitions
const MARKS = { ok: "✓ OK", warning: "! WARNING", critical: "✕ CRITICAL" };

const $ = (id) => document.getElementById(id);
let shown = null; // the last status that came
let announced = "";

const mark = (level) => el("span", { class: `level ${level}` }, MARKS[level] ?? level);

// ---- the first lines ----

const not = (status) => status.issuers.filter((each) => each.answers !== "good or revoked");

function answering(status) {
  const silent = not(status);
  const all = status.issuers.length;
  if (silent.length === 0) {
    const critical = status.problems.filter((each) => each.level === "critical").length;
    return (all === 1 ? `Issuer ${status.issuers[0].issuer} answers` : `All ${all} issuers answer`)
      + (critical === 0 ? "" : critical === 1 ? ", but something is critical, as said below"
        : `, but ${critical} things are critical, as said below`);
  }
  const names = silent.slice(0, 5).map((each) => `${each.issuer} (${each.answers})`).join(", ");
  return `${silent.length} of ${count(all, "issuer")} ${silent.length === 1 ? "does" : "do"} not answer: `
    + names + (silent.length > 5 ? ", …" : "");
}

function showHead(status) {
  $("head").dataset.level = status.level;
  fill($("headline"), mark(status.level), " ", answering(status) + ".");
  const first = status.firstToBreak;
  const ends = first?.by === "evidence" ? "its list ends" : "its last signer ends";
  fill($("first"), first
    ? [`First to break: ${first.issuer}, `, when(first.at, status.at), `, when ${ends}.`]
    : not(status).length === 0 ? "Nothing is known to end." : "");
  fill($("moment"), "As of ", dated(status.at), `; answering at ${status.urls.join(", ")}.`);
  document.title = `${status.level.toUpperCase()} – camel-ocsp`;
  announce(`${MARKS[status.level].slice(2)}: ${answering(status)}.`
    + (first ? ` First to break: ${first.issuer}, at ${exact(first.at)}, when ${ends}.` : ""));
}

/** To a screen reader, and only what is new: it must not speak every ten seconds. */
function announce(text) {
  if (text !== announced) {
    announced = text;
    $("announcement").textContent = text;
  }
}

function showSilence() {
  $("head").dataset.level = "critical";
  fill($("headline"), mark("critical"), " ", "The process does not answer this page.");
  fill($("first"), shown
    ? ["What is below is as of ", dated(shown.at), ". It is asked again every 10 seconds."]
    : "It is asked again every 10 seconds.");
  document.title = "NO ANSWER – camel-ocsp";
  announce("The process does not answer this page.");
}

// ---- problems, issuers, sources, refused files ----

function showProblems(status) {
  $("problems").hidden = status.problems.length === 0;
  fill($("problem-list"), status.problems.map((each) =>
    el("li", {}, mark(each.level), " ", each.text,
      each.next ? el("p", { class: "code" }, each.next) : "")));
}

function showIssuers(status) {
  fill($("issuers"), status.issuers.map((issuer) => {
    const lists = status.lists.filter((each) => each.issuer === issuer.issuer)
      .sort((a, b) => (a.nextUpdate ?? "9").localeCompare(b.nextUpdate ?? "9"));
    return el("article", { "aria-label": `Issuer ${issuer.issuer}` },
      el("h3", {}, mark(issuer.level), " ", issuer.issuer),
      el("p", {}, `Answers ${issuer.answers}: ${issuer.evidence}`,
        issuer.evidenceEnd ? [", until ", when(issuer.evidenceEnd, status.at)] : "", "."),
      el("p", {}, issuer.signer
        ? [`Signer ${issuer.signer}; the last one ends `, when(issuer.signerEnd, status.at), "."]
        : "No signer may sign."),
      lists.slice(0, MOST_BARS).map((list) => bar(list, status)),
      lists.length > MOST_BARS
        ? el("p", { class: "faint" }, `and ${lists.length - MOST_BARS} more that end later`) : "");
  }));
}

/** Issuance lists count together, and are told of together: the first of them to end is meant. */
function endsSoon(list, status) {
  return list.about === "issued"
    ? status.problems.some((each) => each.subject.startsWith(`${list.issuer}:issuance-ending:`))
      && !status.lists.some((other) => other.issuer === list.issuer && other.about === "issued"
        && other.nextUpdate < list.nextUpdate)
    : status.problems.some((each) => each.subject === `${list.issuer}:ending:${list.list}`);
}

/** How bad a list is that is not valid: as its problem says, else no worse than its issuer. */
function badness(list, status) {
  const told = status.problems.find(({ subject }) =>
    subject.startsWith(`${list.issuer}:`) && subject.endsWith(`:${list.list}`));
  const issuer = status.issuers.find((each) => each.issuer === list.issuer);
  return told?.level ?? (issuer?.level === "critical" ? "critical" : "warning");
}

function stateOf(list, status) {
  const now = seconds(status.at);
  switch (list.state) {
    case "valid": {
      const level = endsSoon(list, status) ? "warning" : "ok";
      const left = list.nextUpdate ? `${duration(seconds(list.nextUpdate) - now)} left` : "no end";
      return [level, `valid, ${left}${level === "ok" ? "" : ", ends soon"}`];
    }
    case "ended":
      return [badness(list, status), `ended ${away(list.nextUpdate, status.at)}`];
    case "notYet": {
      const ahead = duration(seconds(list.thisUpdate) - now);
      return [badness(list, status), `not yet, ${ahead} ahead of this clock`];
    }
    case "waiting":
      return ["warning", `waiting for ${list.waitsFor}`];
    case "keyRevoked":
      return [badness(list, status), "its key is revoked"];
    default:
      return ["warning", list.state];
  }
}

/** A list from thisUpdate over now to nextUpdate. */
function bar(list, status) {
  const [level, words] = stateOf(list, status);
  const [begin, now] = [seconds(list.thisUpdate), seconds(status.at)];
  const end = list.nextUpdate ? seconds(list.nextUpdate) : now;
  const scale = (t) => (1000 * (t - begin)) / Math.max(1, Math.max(end, now) - begin);
  const x = Math.min(1000, Math.max(0, scale(Math.min(now, end))));
  const [last, moment] = [scale(end), Math.min(994, Math.max(0, scale(now) - 3))];
  return el("div", { class: "list" },
    el("p", {}, el("strong", {}, list.list), " ", el("span", { class: level }, words),
      ` · ${list.entries.toLocaleString("en")} ${list.about}`),
    list.nextUpdate
      ? el("svg", { class: `bar ${level}`, viewBox: "0 0 1000 16", preserveAspectRatio: "none",
        role: "img", "aria-label": `${list.list}: ${words}` },
      el("rect", { class: "elapsed", width: x, height: 16 }),
      el("rect", { class: "left", x, width: Math.abs(last - x) || 1000 - x, height: 16 }),
      el("rect", { class: "now", x: moment, width: 6, height: 16 }))
      : "",
    el("div", { class: "ends" }, el("span", {}, "made ", dated(list.thisUpdate)),
      list.nextUpdate ? el("span", {}, "ends ", dated(list.nextUpdate)) : ""),
    el("details", {}, el("summary", {}, "Where it is from"), facts([
      ["number", list.number],
      ["kind", list.kind],
      ["source", list.source],
      ["from", list.location],
      ["accepted", list.acceptedAt && when(list.acceptedAt, status.at)],
      ["sha256", list.sha256],
    ])));
}

function facts(rows) {
  return el("dl", {}, rows.filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function showSources(status) {
  if (status.sources.length === 0) {
    fill($("sources"), el("p", {}, "No source of lists is configured."));
    return;
  }
  const cell = (label, ...content) => el("td", { role: "cell", "data-label": label }, ...content);
  const heads = ["Source", "From", "Last try", "Last success", "Next try", "State"];
  // A telephone shows rows as blocks, which takes the roles of a table away: so they are said.
  fill($("sources"), el("table", { role: "table", "aria-labelledby": "sources-title" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads.map((each) =>
      el("th", { scope: "col", role: "columnheader" }, each)))),
    el("tbody", { role: "rowgroup" }, status.sources.map((source) => el("tr", { role: "row" },
      el("th", { scope: "row", role: "rowheader" }, source.source),
      cell("From", source.kind, source.from === source.kind ? ""
        : [" ", el("span", { class: "code" }, source.from)]),
      cell("Last try", when(source.lastTry, status.at)),
      cell("Last success", when(source.lastSuccess, status.at)),
      cell("Next try", when(source.nextTry, status.at)),
      cell("State", ...state(source, status)))))));
}

function state(source, status) {
  const failure = source.failure;
  return failure
    ? [mark("warning"), ` fails for ${duration(seconds(status.at) - seconds(failure.since))}`
      + ` (${failure.count === 1 ? "1 try" : failure.count + " tries"}): ${failure.text}`]
    : [source.lastSuccess ? "works" : "not asked yet"];
}

function showRefused(status) {
  fill($("refused"), status.refusedFiles.length === 0
    ? el("p", {}, "None.")
    : el("ul", {}, status.refusedFiles.map((each) => el("li", {},
      el("strong", {}, each.file), ` of lists ${each.lists}, `, when(each.at, status.at),
      `: ${each.reason}`,
      el("p", { class: "faint" }, "What to do: ", el("span", { class: "code" }, each.reasonFile))))));
}

// ---- the box ----

function offerIssuers(status) {
  fill($("issuer"), status.issuers.map(({ issuer }) => el("option", { value: issuer }, issuer)));
}

/** What to ask, or why not. A private key never leaves the browser. */
function asked() {
  const text = $("certificate").value.trim();
  const serial = $("serial").value.trim();
  if (text === "" && serial === "") return { why: "Paste a certificate, or say a serial number." };
  if (text === "") return { query: new URLSearchParams({ issuer: $("issuer").value, serial }) };
  const pem = /-----BEGIN ([A-Z0-9 ]*CERTIFICATE)-----([^-]*)-----END \1-----/.exec(text);
  if (!pem && text.includes("-----BEGIN")) {
    return { why: "That is no whole certificate. It was not sent: paste from BEGIN CERTIFICATE to END CERTIFICATE." };
  }
  const base64 = (pem ? pem[2] : text).replace(/\s/g, "").replace(/\+/g, "-").replace(/\//g, "_");
  if (!/^[\w-]+=*$/.test(base64)) return { why: "That is neither PEM nor base64. It was not sent." };
  return base64.length > 15_000
    ? { why: "That is too long for a question. Ask by its issuer and serial number." }
    : { query: new URLSearchParams({ certificate: base64 }) };
}

async function explain(event) {
  event.preventDefault();
  const { query, why } = asked();
  if (why) {
    complain(why);
    return;
  }
  try {
    const reply = await fetch(`explain?${query}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const report = await reply.json();
    if (reply.ok) showExplanation(report);
    else complain(report.error);
  } catch {
    complain("The process does not answer.");
  }
}

function complain(text) {
  $("explanation").replaceChildren(el("div", {}, mark("warning"), " ", text));
}

function showExplanation(report) {
  const times = (each) => [["made", each.thisUpdate && when(each.thisUpdate, report.at)],
    ["ends", each.nextUpdate && when(each.nextUpdate, report.at)]];
  $("explanation").replaceChildren(
    el("div", {}, el("h3", {}, `Certificate ${report.serial} of issuer ${report.issuer}`),
      facts([["because", report.why], ["as of", dated(report.at)]])),
    ...Object.entries(report.responders).map(([name, answer]) => el("div", {},
      el("h3", {}, `Responder ${name} answers ${answer.status ?? answer.error}`),
      facts([
        ["since", answer.revokedAt && when(answer.revokedAt, report.at)],
        ["reason", answer.reason],
        ["decided by", answer.evidence],
        ...times(answer),
        ["signer", answer.signer],
        ["signer ends", answer.signerNotAfter && when(answer.signerNotAfter, report.at)],
      ]))),
    ...report.evidence.map((each) => el("div", {}, el("h3", {}, each.evidence), facts([
      ["says", each.says],
      ["kind", each.kind],
      ["number", each.number],
      ["counts", each.validity],
      ...times(each),
      ["source", each.source],
      ["from", each.location],
      ["sha256", each.sha256],
    ]))));
}

// ---- refreshing ----

async function ask(what) {
  const reply = await fetch(what, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!reply.ok) throw new Error(`${what}: ${reply.status}`);
  return reply.json();
}

let refreshing = false;

function draw() {
  if (shown) showHistory($("rate"), $("age"), shown.issuers);
}

async function refresh() {
  if (refreshing || document.hidden) return; // nobody looks: nothing is asked
  refreshing = true;
  try {
    shown = await ask("status.json");
    [showHead, showProblems, showIssuers, showSources, showRefused, offerIssuers]
      .forEach((show) => show(shown));
    keep(await ask(wanted()), shown.issuers);
    draw();
  } catch {
    showSilence();
  } finally {
    refreshing = false;
  }
}

$("explain").addEventListener("submit", explain);
document.addEventListener("visibilitychange", refresh);
window.addEventListener("resize", draw);
setInterval(refresh, EVERY_MS);
refresh();
