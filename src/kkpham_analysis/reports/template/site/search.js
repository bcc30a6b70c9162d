// Shows, searches and filters the reports. What a record says is text, never markup; addresses are those of its files.
(() => {
  "use strict";
  const STEP = 40;
  const FEW = 8;
  const NEAREST = 3;
  // Letters: of a longer name, three letters are short for too much.
  const LONGEST = 12;
  const { reports, places, within, unreadable, data, words } = JSON.parse(document.getElementById("values").textContent);
  const found = (id) => document.getElementById(id);
  // Dates as the reports write them: the day before the month in English too.
  const LOCALES = { id: "id", en: "en-GB" };
  const FILTERS = ["round", "language", "kind", "status"];
  // The language in which the page opens.
  const HOME = document.documentElement.lang;
  const field = found("q");
  let state = {};

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const joined = (text) => plain(text).replaceAll(" ", "");
  const made = (tag, settings = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...inside.filter((part) => part !== null && part !== ""));
    return element;
  };
  const say = (name, values = {}) => {
    const text = words[state.ui][name];
    const form = typeof text === "string" ? text : text[values.count === 1 ? "one" : "other"];
    return form.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  };
  const nameOf = (room, key) => (Object.hasOwn(words[state.ui][room], key) ? words[state.ui][room][key] : key);
  const number = (value) => new Intl.NumberFormat(state.ui).format(value);
  const size = (bytes) => (bytes < 1e6 ? `${number(Math.max(1, Math.round(bytes / 1e3)))}\u00a0kB` : `${number(Math.round(bytes / 1e5) / 10)}\u00a0MB`);
  const placeName = (code) => (Object.hasOwn(places, code) ? places[code].name : code);
  const keysOf = (code) => (Object.hasOwn(places, code) ? places[code].keys : []);

  // A time in that of the capital; a date as exact as it is known. What is neither is shown as it is.
  function moment(text) {
    const time = new Date(text);
    if (Number.isNaN(time.getTime())) return text;
    return new Intl.DateTimeFormat(LOCALES[state.ui], { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" }).format(time) + " WIB";
  }
  function day(text) {
    if (!/^\d{4}(-\d\d){0,2}$/.test(text)) return text;
    const asked = { year: "numeric", ...(text.length > 4 && { month: "long" }), ...(text.length > 7 && { day: "numeric" }) };
    return new Intl.DateTimeFormat(LOCALES[state.ui], { ...asked, timeZone: "UTC" }).format(new Date(text));
  }

  // The province that a place lay in, itself where it is one; for what spans all rounds, the one it lies in last.
  function provinceOf(code, round) {
    if (!Object.hasOwn(within, code)) return "";
    return Object.entries(within[code]).filter(([first]) => round === null || Number(first) <= round).at(-1)?.[1] ?? "";
  }

  // What a report is found by: its words and the keys of its places; behind these, what it covers or is covered by.
  for (const report of reports) {
    const kinds = Object.values(words).map((said) => said.kinds[report.kind] ?? "");
    const names = report.places.map(placeName);
    const failed = report.failed?.error ?? "";
    report.words = plain([report.title, report.note, report.label, report.round ?? "", report.trial ? words[report.language]?.trial ?? "" : "", ...report.facts.flat(), ...kinds, ...names, failed].join(" "));
    report.said = report.words.split(" ");
    report.about = plain([report.round ?? "", ...kinds].join(" ")).split(" ");
    report.keys = report.places.flatMap(keysOf);
    report.over = report.places.map((code) => provinceOf(code, report.round));
  }
  // A code of BPS is one word, however it is marked: "bps:6403" asks for no 6403 of Kemendagri.
  const tokensOf = (asking) => plain(asking).replace(/\bbps (?=\d)/g, "bps").split(" ").filter(Boolean);
  // A number of the size of a code is a place before it is a number in a text: who asks for it alone asks for that
  // place, not for "7 dari 35", nor for the country.
  const NUMBER = /^(bps)?\d+$/;
  const codes = new Set(Object.values(places).flatMap(({ keys }) => keys.filter((key) => NUMBER.test(key))));
  const isBegun = (report, token) => report.said.some((word) => word.startsWith(token)) || report.keys.some((key) => key.startsWith(token));
  // Other than a number, a word may stand within another: "predikat" in "berpredikat".
  const has = (report, token) => isBegun(report, token) || (!NUMBER.test(token) && report.words.includes(token));
  const isNamed = (report, token) => report.said.includes(token) || report.keys.includes(token);
  // The places that may be meant, each with the words that are not of its name, which must be of the report, and with
  // whether the others are a name of it, and not the beginning of one: "Solo" is Surakarta before it is Solok.
  function meant(tokens, whole) {
    if (!tokens.length) return [];
    const each = Object.entries(places).map(([code, { name, keys }]) => {
      const names = [...keys, ...plain(name).split(" ")];
      const isWhole = keys.some((key) => key.startsWith(whole));
      const rest = isWhole ? [] : tokens.filter((token) => !names.some((key) => key.startsWith(token)));
      return [code, rest, keys.includes(tokens.filter((token) => !rest.includes(token)).join(""))];
    });
    return each.filter(([, rest]) => rest.length < tokens.length);
  }
  // The nearest first: of the place itself, of its province or a regency of it; what has the very words; the country
  // of a place that is named whole; then whatever begins so or holds it.
  function rank(report, tokens, whole, maybe) {
    if (!tokens.length) return 1;
    if (report.keys.includes(whole)) return 7;
    const there = maybe.filter(([, rest]) => rest.every((token) => report.about.some((word) => word.startsWith(token))));
    const isAround = ([code]) => report.places.includes(provinceOf(code, report.round)) || report.over.includes(code);
    const isOfCountry = ([code]) => !report.places.length && provinceOf(code, report.round);
    if (there.some(([code, , isExact]) => isExact && report.places.includes(code))) return 7;
    if (there.some((one) => one[2] && isAround(one))) return 6;
    if (codes.has(whole)) return 0;
    if (tokens.every((token) => isNamed(report, token))) return 5;
    if (there.some((one) => one[2] && isOfCountry(one))) return 4;
    if (tokens.every((token) => has(report, token)) || report.keys.some((key) => key.startsWith(whole))) return 3;
    if (there.some(isAround)) return 2;
    return there.some(isOfCountry) && !NUMBER.test(whole) ? 1 : 0;
  }
  const fits = {
    round: (report, value) => String(report.round ?? "all") === value,
    language: (report, value) => report.language === value,
    kind: (report, value) => report.kind === value,
    status: (report, value) => (value === "failed" ? Boolean(report.failed) : value === "outdated" ? report.outdated.length > 0 : report.stale),
  };
  // Within a round the language of the page comes first, and what follows its rule before what tries another; rounds
  // stay in their order, what spans all of them before.
  const since = (report) => report.round ?? Number.POSITIVE_INFINITY;
  // What is of a round that the data no longer hold comes last.
  const order = ([one, worth], [other, against]) => one.gone - other.gone || against - worth || (since(one) === since(other) ? 0 : since(other) - since(one))
    || (other.language === state.ui) - (one.language === state.ui) || one.trial - other.trial
    // To look around in: behind what was written about the same.
    || one.explored - other.explored;
  function matching(asking = state.q) {
    const tokens = tokensOf(asking);
    const whole = joined(asking);
    const maybe = meant(tokens, whole);
    const asked = FILTERS.filter((name) => state[name]);
    const ranked = reports
      .filter((report) => asked.every((name) => fits[name](report, state[name])))
      .map((report) => [report, rank(report, tokens, whole, maybe)])
      .filter(([, worth]) => worth);
    return ranked.sort(order).map(([report]) => report);
  }

  // How many letters are left out, put in or exchanged between two words.
  function distance(one, other) {
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
      row = next;
    }
    return row.at(-1);
  }
  // Whether a word is short for another: its letters in their order, from the first on ("bpp" of Balikpapan).
  const isShortFor = (word, key) => key[0] === word[0] && [...word].reduce((at, letter) => (at < 0 ? at : key.indexOf(letter, at) + 1 || -1), 0) > 0;
  // What a name that nothing fits may be meant for: the nearest names of places of which there are reports.
  function nearest() {
    const tokens = plain(state.q).split(" ").filter(Boolean);
    const numbers = tokens.filter((token) => /^\d+$/.test(token));
    const word = tokens.filter((token) => !numbers.includes(token)).join("");
    const most = Math.floor((word.length + 1) / 4);
    if (!most) return [];
    const offered = (farFrom, limit) => Object.values(places)
      .map(({ name, keys }) => [name, Math.min(...[...keys, joined(name)].map(farFrom))])
      .filter(([, far]) => far <= limit)
      .sort(([, one], [, other]) => one - other)
      .map(([name]) => [name, ...numbers].join(" "))
      .filter((name) => matching(name).length)
      .slice(0, NEAREST);
    const near = offered((key) => distance(word, key), most);
    return near.length ? near : offered((key) => (isShortFor(word, key) ? key.length : LONGEST + 1), LONGEST);
  }

  // Regencies that are asked for by name and have no report of their own; none where one that is called alike has.
  function withoutReport() {
    const asked = [state.q, state.q.replace(/\b20\d\d\b/, "")].map(joined);
    const called = Object.keys(places).filter((code) => /^\d{4}$/.test(code) && keysOf(code).some((key) => asked.includes(key)));
    return called.some((code) => reports.some((report) => report.href && report.places.join() === code)) ? [] : called;
  }
  // Of one whose profile was to be made and failed, the record of that: in the round and the language of the page first.
  function failedProfile(code) {
    const worth = (report) => 2 * (String(report.round) === state.round) + (report.language === state.ui);
    const failed = reports.filter((report) => report.failed && !report.trial && report.kind === "regency_profile" && report.places.join() === code);
    return failed.sort((one, other) => worth(other) - worth(one))[0];
  }
  const newestRound = () => state.round.match(/^\d+$/)?.[0] ?? Math.max(...reports.map((report) => report.round ?? 0));

  // The address holds what is asked for, so that whoever goes back or hands it on finds the same.
  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const one = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) ?? ""]));
    const shown = Number.parseInt(given.get("n") ?? "", 10);
    return { ...one, q: given.get("q") ?? "", ui: Object.hasOwn(words, given.get("ui") ?? "") ? given.get("ui") : HOME, n: shown > STEP ? shown : STEP };
  }
  function write(way) {
    const asked = Object.entries(state).filter(([name, value]) => value && !(name === "ui" && value === HOME) && !(name === "n" && value === STEP));
    history[way](null, "", `#${new URLSearchParams(asked)}`);
  }
  function change(changes, way = "pushState") {
    state = { ...state, n: STEP, ...changes };
    write(way);
    show();
  }

  const text = (tag, className, ...inside) => made(tag, { className }, ...inside);
  const link = (href, settings, ...inside) => made("a", { href, ...settings }, ...inside);
  const items = (links) => links.map((one) => made("li", {}, one));

  // Where there is no page whose list of sources can be opened, in which file they stand.
  function sourcesIn(report) {
    const file = report.forms.find(([, href]) => href === report.sources);
    return file ? say("sources_in", { form: nameOf("forms", file[0]) }) : say("sources");
  }
  function forms(report) {
    const title = report.title || report.label;
    const links = report.forms.map(([form, href, bytes]) =>
      link(href, { ariaLabel: `${nameOf("forms", form)} ${size(bytes)}, ${title}` }, `${nameOf("forms", form)} `, made("span", {}, size(bytes))));
    if (report.sources) links.push(link(report.sources, { ariaLabel: `${sourcesIn(report)}, ${title}` }, sourcesIn(report)));
    return links.length ? text("ul", "links forms", ...items(links)) : null;
  }

  // Figures and tables that were handed on alone, a list for each size.
  function exported(report) {
    return report.exports.map(([name, files]) => {
      const links = files.map(([file, href, bytes]) => link(href, { ariaLabel: `${file} ${size(bytes)}, ${report.title || report.label}` }, `${file} `, made("span", {}, size(bytes))));
      return made("details", {}, made("summary", {}, say("exports", { size: nameOf("sizes", name), files: files.length })), text("ul", "links forms", ...items(links)));
    });
  }

  // Files that were not made again with the others, each with its own time.
  function older(report) {
    if (!report.older.length) return null;
    const links = report.older.map(([name, href, bytes, at]) => {
      const about = `${size(bytes)}, ${at ? moment(at) : say("undated")}`;
      return link(href, { ariaLabel: `${say("older")}: ${nameOf("forms", name)} ${about}, ${report.title || report.label}` }, `${nameOf("forms", name)} `, made("span", {}, about));
    });
    if (links.length > FEW) return made("details", {}, made("summary", {}, say("older")), text("ul", "links forms", ...items(links)));
    return text("ul", "links forms older", made("li", { className: "of" }, `${say("older")}:`), ...items(links));
  }

  // One for each of what sets them apart, in the language of the report where there is one.
  function relatives(report, isOne, keyOf) {
    const found = new Map();
    for (const other of reports) {
      // A trial is not the report that is looked for, but for another trial of the same.
      if (other === report || !other.href || !isOne(other) || (other.trial && other.stem !== report.stem)) continue;
      const key = keyOf(other);
      if (!found.has(key) || (other.language === report.language && found.get(key).language !== report.language)) found.set(key, other);
    }
    return [...found.entries()];
  }
  function related(label, named) {
    if (!named.length) return null;
    const links = items(named.map(([name, other]) => link(other.href, { hreflang: other.language }, name)));
    if (named.length > FEW) return made("details", {}, made("summary", {}, label), text("ul", "links", ...links));
    return text("ul", "links", made("li", { className: "of" }, `${label}:`), ...links);
  }
  // Of a regency of which nothing was made for the round, what was made for the newest one.
  function regenciesOf(report, province) {
    const inRound = relatives(report, (other) => other.round === report.round && other.province === province, (other) => other.places[0]);
    const there = new Set(inRound.map(([code]) => code));
    const isBeside = (other) => other.round !== report.round && other.places.length === 1 && other.places[0] !== province
      && other.province && !there.has(other.places[0]) && provinceOf(other.places[0], report.round) === province;
    const beside = relatives(report, isBeside, (other) => other.places[0]);
    return [...inRound, ...beside].map(([code, other]) => [placeName(code) + (there.has(code) ? "" : ` (${other.round})`), other]);
  }
  // Of a province of which nothing was made for the round, what was made for the newest one.
  function provinceOfOne(report) {
    const isProvince = (other) => other.places.length === 1 && other.places[0] === report.province;
    const inRound = relatives(report, (other) => other.round === report.round && isProvince(other), (other) => nameOf("kinds", other.kind));
    const nearest = inRound.length ? inRound : relatives(report, (other) => other.round && isProvince(other), (other) => nameOf("kinds", other.kind));
    return nearest.map(([kind, other]) => [`${placeName(report.province)} (${[kind, ...(inRound.length ? [] : [other.round])].join(", ")})`, other]);
  }
  function relations(report) {
    const one = report.places.length === 1 ? report.places[0] : "";
    const byName = ([name], [other]) => name.localeCompare(other, "id", { numeric: true });
    const years = relatives(report, (other) => other.stem === report.stem && other.round !== report.round, (other) => other.round ?? say("all_rounds"));
    const tongues = relatives(report, (other) => other.stem === report.stem && other.round === report.round && other.language !== report.language, (other) => nameOf("languages", other.language));
    const above = report.province ? provinceOfOne(report) : [];
    const below = one ? regenciesOf(report, one) : [];
    return [
      related(say("regencies", { count: below.length }), below.sort(byName)),
      related(say("province"), above.sort(byName)),
      related(say("years"), years.sort(([a], [b]) => String(b).localeCompare(String(a))).map(([name, other]) => [String(name), other])),
      related(say("others"), tongues),
    ];
  }

  function heading(report) {
    const title = report.title || [nameOf("kinds", report.kind), ...report.places.map(placeName)].join(" · ");
    return made("h3", { lang: report.title ? report.language : state.ui }, report.href ? link(report.href, {}, title) : title);
  }
  function madeFrom(report) {
    if (!report.made) return null;
    const parts = [say("made", { at: moment(report.made) }), report.newest && say("from_data", { newest: day(report.newest) }),
      report.version && say("version", { version: report.version }), report.data && say("digest", { data: report.data })];
    const line = text("p", "made", parts.filter(Boolean).join(" · "));
    if (report.stale) line.append(" ", text("span", "tint tint-disputed", say("stale_said")));
    for (const cause of report.outdated) line.append(" ", text("span", "tint tint-disputed", nameOf("causes", cause)));
    return line;
  }
  function withdrawn(report) {
    return report.gone ? text("p", "note", say("gone", report)) : null;
  }
  function failure(report) {
    if (!report.failed) return null;
    const after = report.made ? say("still_good") : say("never");
    const said = text("p", "note", `${say("failed_at", { at: moment(report.failed.at), error: report.failed.error.replace(/\.$/, "") })} ${after}`);
    // No link: what is published leaves it out, for it may show paths of the machine.
    if (report.failed.notebook) said.append(` ${say("failed_notebook", { file: decodeURIComponent(report.failed.notebook.split("/").pop()) })}`);
    return said;
  }
  function card(report) {
    const about = [nameOf("kinds", report.kind), report.round ?? say("all_rounds"), nameOf("languages", report.language)].join(" · ");
    const marks = [...report.marks.map((mark) => nameOf("marks", mark)), ...(report.trial ? [say("trial")] : [])].map((mark) => text("span", "tint tint-no", mark));
    const said = report.facts.map(([value, label]) => made("li", {}, made("b", {}, value), ` ${label}`));
    const facts = said.length ? made("ul", { className: "told", lang: report.language }, ...said) : null;
    return made("li", { id: report.label }, text("p", "eyebrow", made("span", {}, about), ...marks), heading(report), facts, failure(report), forms(report), ...exported(report), older(report), madeFrom(report), withdrawn(report), ...relations(report));
  }

  function options(name) {
    const values = {
      round: () => [...new Set(reports.map((report) => String(report.round ?? "all")))].sort().reverse().map((value) => [value, value === "all" ? say("all_rounds") : value]),
      language: () => [...new Set(reports.map((report) => report.language))].sort().reverse().map((value) => [value, nameOf("languages", value)]),
      kind: () => [...new Set(reports.map((report) => report.kind))].map((value) => [value, nameOf("kinds", value)]).sort(([, a], [, b]) => a.localeCompare(b)),
      status: () => ["failed", "stale", "outdated"].map((value) => [value, say(value)]),
    }[name]();
    // One that an address asks for stays to be seen, and to be taken back.
    if (state[name] && !values.some(([value]) => value === state[name])) values.push([state[name], state[name]]);
    found(name).replaceChildren(...[["", say("all")], ...values].map(([value, said]) => made("option", { value, selected: value === state[name] }, said)));
  }
  function note(said, status) {
    const button = status ? made("button", { type: "button", onclick: () => change({ status }) }, say(status)) : null;
    return made("p", {}, said, button);
  }
  function notes() {
    const failed = reports.filter((report) => report.failed).length;
    // To run one again whose source was withdrawn would not bring it up to date.
    const stale = reports.filter((report) => report.stale && !report.gone).length;
    const outdated = reports.filter((report) => report.outdated.length && !report.gone).length;
    found("notes").replaceChildren(
      ...(failed && state.status !== "failed" ? [note(say("failures", { count: failed }), "failed")] : []),
      ...(stale && state.status !== "stale" ? [note(say("staleness", { count: stale }), "stale")] : []),
      ...(outdated && state.status !== "outdated" ? [note(say("outdatedness", { count: outdated }), "outdated")] : []),
      ...(unreadable.length ? [note(say("unreadable", { labels: unreadable.join(", ") }))] : []));
  }
  function greet() {
    document.documentElement.lang = state.ui;
    document.title = say("title");
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
    for (const button of document.querySelectorAll("[data-ui]")) button.ariaPressed = String(button.dataset.ui === state.ui);
    const last = reports.map((report) => report.made).sort().at(-1);
    const values = { made: last && moment(last), newest: day(data.newest), data: data.digest };
    found("lede").textContent = last ? say(data.newest ? "lede_data" : "lede", values) : "";
  }
  function show() {
    greet();
    FILTERS.forEach(options);
    notes();
    const listed = matching();
    if (field.value !== state.q) field.value = state.q;
    found("count").textContent = say("reports", { count: listed.length }).replace(/^\d+/, number);
    found("clear").hidden = !(state.q || FILTERS.some((name) => state[name]));
    found("none").hidden = listed.length > 0;
    const near = listed.length ? [] : nearest();
    found("meant").hidden = !near.length;
    found("meant").replaceChildren(say("meant"), ...near.map((name) => {
      const button = made("button", { type: "button" }, name);
      button.addEventListener("click", () => { change({ q: name }); field.focus(); });
      return button;
    }));
    found("without").replaceChildren(...withoutReport().map((code) => {
      const failed = failedProfile(code);
      const { round, language } = failed ?? { round: newestRound(), language: state.ui };
      const command = `kkpham report regency_profile --year ${round} --regency ${code} --lang ${language}`;
      const said = failed ? "without_failed" : listed.length ? "without" : "without_any";
      return made("p", {}, say(said, { place: placeName(code), round }), " ", text("code", "", command));
    }));
    found("more").hidden = listed.length <= state.n;
    found("reports").replaceChildren(...listed.slice(0, state.n).map(card));
  }

  field.addEventListener("input", () => change({ q: field.value }, "replaceState"));
  found("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const name of FILTERS) found(name).addEventListener("change", (event) => change({ [name]: event.target.value }));
  for (const button of document.querySelectorAll("[data-ui]")) button.addEventListener("click", () => change({ ui: button.dataset.ui, n: state.n }));
  found("clear").addEventListener("click", () => { change({ q: "", round: "", language: "", kind: "", status: "" }); field.focus(); });
  found("more").addEventListener("click", () => {
    const before = state.n;
    change({ n: before + STEP }, "replaceState");
    found("reports").children[before]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => { state = read(); show(); });
  // Who comes back from a report stands where it was opened.
  found("reports").addEventListener("click", (event) => {
    const opened = event.target.closest("a");
    if (opened) history.replaceState({ card: opened.closest("#reports > li").id, href: opened.getAttribute("href") }, "");
  });
  function stand() {
    if (performance.getEntriesByType("navigation")[0]?.type !== "back_forward" || !history.state) return;
    const links = [...document.getElementById(history.state.card)?.querySelectorAll("a") ?? []];
    (links.find((one) => one.getAttribute("href") === history.state.href) ?? links[0])?.focus();
  }
  state = read();
  found("filters").hidden = found("results").hidden = false;
  show();
  stand();
})();
