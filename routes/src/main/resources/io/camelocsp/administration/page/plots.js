// The plots of the last hours: curves with axes, units and a legend, as SVG.
import { el, fill, seconds } from "./elements.js";

const HOUR = 3600;
const KEPT = 6 * HOUR;
const MOST_CURVES = 6; // more cannot be told apart
// Of statuses, green is good and red is revoked; of issuers, no colour means anything.
const STATUS_COLOURS = [0, 1, 2, 3, 4, 5];
const ISSUER_COLOURS = [2, 4, 3, 5, 0, 1];
const DASHES = ["", "7 3", "2 3", "10 3 2 3", "4 2 1 2 1 2", "1 4"];

const past = { times: [], answersPerSecond: {}, lists: {} };

/** What to ask for: only what came since. */
export const wanted = () => past.times.length ? `history.json?after=${past.times.at(-1)}` : "history.json";

/** Adds what came; lists of issuers that are not there any more are forgotten. */
export function keep(history, issuers) {
  const from = past.times.length;
  past.times.push(...history.times);
  for (const [status, values] of Object.entries(history.answersPerSecond)) {
    past.answersPerSecond[status] ??= new Array(from).fill(0);
    past.answersPerSecond[status].push(...values);
  }
  for (const [issuer, runs] of Object.entries(history.lists)) {
    const known = past.lists[issuer] ??= [];
    // The first run may go on with what is known.
    const goesOn = known.length > 0 && known.at(-1).thisUpdate === runs[0].thisUpdate;
    known.push(...runs.slice(goesOn ? 1 : 0));
  }
  const old = past.times.findIndex((t) => t > seconds(history.at) - KEPT);
  past.times.splice(0, old);
  Object.values(past.answersPerSecond).forEach((values) => values.splice(0, old));
  for (const [issuer, runs] of Object.entries(past.lists)) {
    while (runs.length > 1 && runs[1].from <= past.times[0]) runs.shift();
    if (!issuers.some((each) => each.issuer === issuer)) delete past.lists[issuer];
  }
}

/** How old an issuer's newest list was at each sample. */
function ages(runs) {
  let at = 0;
  return past.times.flatMap((t) => {
    while (at + 1 < runs.length && runs[at + 1].from <= t) at++;
    const made = runs[at].from <= t ? runs[at].thisUpdate : undefined;
    return made === undefined ? [] : [[t, Math.max(0, t - made)]];
  });
}

/** Draws both plots; of the issuers those that break first. */
export function showHistory(rate, age, issuers) {
  const rates = Object.entries(past.answersPerSecond).map(([name, values]) =>
    ({ name, points: values.map((value, i) => [past.times[i], value]) }));
  plot(rate, rates, { size: 1, name: "per second" }, STATUS_COLOURS);
  const first = [...issuers].sort((a, b) =>
    (a.breaksAt ?? "0").localeCompare(b.breaksAt ?? "0")).map((each) => each.issuer);
  const old = first.filter((each) => past.lists[each]).slice(0, MOST_CURVES)
    .map((name) => ({ name, points: ages(past.lists[name]) }));
  const most = Math.max(0, ...old.flatMap((each) => each.points.map(([, age]) => age)));
  const unit = most > 3 * 86400 ? { size: 86400, name: "days" }
    : most > 3 * HOUR ? { size: HOUR, name: "hours" } : { size: 60, name: "minutes" };
  plot(age, old, unit, ISSUER_COLOURS);
}

/** A step of 1, 2 or 5 times a power of ten. */
function step(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  return power * [1, 2, 5, 10].find((each) => each * power >= size * 0.999);
}

/** Draws curves of [seconds since 1970, value]. */
function plot(place, curves, unit, colours) {
  if (past.times.length < 2) {
    fill(place, el("p", { class: "faint" }, "Nothing yet: the first half minute is not over."));
    return;
  }
  const [width, height, left, bottom] = [Math.max(240, place.clientWidth), 190, 46, 24];
  const end = past.times.at(-1);
  const begin = Math.min(past.times[0], end - 600);
  const most = Math.max(0, ...curves.flatMap((each) => each.points.map(([, v]) => v / unit.size)));
  const grid = step(Math.max(most, 0.4) / 4);
  const top = grid * Math.max(1, Math.ceil(most / grid));
  const x = (t) => left + ((width - left - 8) * (t - begin)) / (end - begin);
  const y = (v) => 22 + (height - bottom - 22) * (1 - v / top);
  const lines = [];
  for (let v = 0; v <= top * 1.001; v += grid) {
    lines.push(el("line", { class: "axis", x1: left, x2: width - 8, y1: y(v), y2: y(v) }),
      el("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, String(+v.toPrecision(3))));
  }
  const every = [60, 120, 300, 600, 1800, HOUR, 2 * HOUR]
    .find((each) => (end - begin) / each <= width / 70) ?? 2 * HOUR;
  for (let t = Math.ceil(begin / every) * every; t <= end; t += every) {
    lines.push(el("line", { class: "axis", x1: x(t), x2: x(t), y1: height - bottom, y2: height - bottom + 4 }),
      el("text", { x: Math.min(x(t), width - 20), y: height - 6, "text-anchor": "middle" },
        new Date(t * 1000).toISOString().slice(11, 16)));
  }
  fill(place,
    el("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${place.id}-title` },
      el("text", { x: 0, y: 12 }, unit.name), lines,
      curves.map((each, i) => el("path", { class: `curve curve-${colours[i % MOST_CURVES]}`,
        "stroke-dasharray": DASHES[i % MOST_CURVES] || undefined,
        d: drawn(each.points, (end - begin) / (width / 2), x, (v) => y(v / unit.size)) }))),
    el("ul", { class: "legend", "aria-label": "Curves, with their last values" },
      curves.map((each, i) => el("li", {},
        el("svg", { class: `curve-${colours[i % MOST_CURVES]}`, viewBox: "0 0 32 10", "aria-hidden": "true" },
          el("line", { class: "curve", x1: 0, x2: 32, y1: 5, y2: 5,
            "stroke-dasharray": DASHES[i % MOST_CURVES] || undefined })),
        `${each.name}: ${each.points.length === 0 ? "none"
          : +(each.points.at(-1)[1] / unit.size).toPrecision(3) + " " + unit.name}`))));
}

/** A path of means, one for each bucket of seconds; it breaks where nothing was sampled. */
function drawn(points, bucket, x, y) {
  let path = "";
  let before = -Infinity;
  for (let i = 0; i < points.length;) {
    const from = points[i][0];
    let [sum, n, last] = [0, 0, from];
    for (; i < points.length && points[i][0] < from + Math.max(bucket, 1); i++, n++) {
      sum += points[i][1];
      last = points[i][0];
    }
    const middle = (from + last) / 2;
    path += `${middle - before > Math.max(35, 3 * bucket) ? "M" : "L"}${x(middle).toFixed(1)} ${y(sum / n).toFixed(1)}`;
    before = middle;
  }
  return path;
}
