// Headings sort a table, and a field above a long one filters it. Without this a page is whole all the same.
(() => {
  "use strict";
  const LONG = 8;
  const said = document.body.dataset;
  const language = document.documentElement.lang;
  const names = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const compared = { number: (one, other) => one - other, text: names.compare };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
  const made = (tag, settings, ...inside) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...inside);
    return element;
  };
  const keyOf = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();

  // What is not known has no key, and stands last in either direction; a third time gives the first order back.
  function sort(table, rows, heading) {
    const next = { none: "ascending", ascending: "descending", descending: "none" }[heading.ariaSort ?? "none"];
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    const keyed = rows.map((row) => ({ row, key: keyOf(row, heading.cellIndex) }));
    if (next !== "none") {
      heading.ariaSort = next;
      const way = next === "ascending" ? 1 : -1;
      const by = compared[heading.dataset.sort];
      keyed.sort((one, other) => (one.key === "") - (other.key === "") || way * by(one.key, other.key));
    }
    table.tBodies[0].append(...keyed.map(({ row }) => row));
  }

  function makeSortable(table, rows) {
    for (const heading of table.tHead.rows[0].cells) {
      if (!heading.dataset.sort) continue;
      const button = made("button", { type: "button", onclick: () => sort(table, rows, heading) }, ...heading.childNodes);
      heading.append(button);
    }
  }

  function makeFilterable(table, rows) {
    const field = made("input", { type: "search", autocomplete: "off", spellcheck: false });
    const count = made("span", { role: "status" });
    const all = made("button", { type: "button", hidden: true }, said.all);
    const texts = rows.map((row) => plain(row.textContent));
    // Short forms and codes of a place, which its row does not show: found by their beginnings.
    const keys = rows.map((row) => (row.dataset.keys ?? "").split(" "));
    const has = (place, word) => texts[place].includes(word) || (word.length > 1 && keys[place].some((key) => key.startsWith(word)));
    // Rows are left out for what was typed, or for what another part of the page asks (`data-out`).
    const show = () => {
      const words = plain(field.value).split(/\s+/);
      let left = 0;
      rows.forEach((row, place) => {
        const isIn = words.every((word) => has(place, word)) && !("out" in row.dataset);
        row.classList.toggle("is-out", !isIn);
        left += isIn;
      });
      count.textContent = said.rows.replace("{shown}", left).replace("{all}", rows.length);
      all.hidden = left === rows.length;
      table.dispatchEvent(new CustomEvent("filtered", { bubbles: true }));
    };
    field.addEventListener("input", show);
    table.addEventListener("asked", show);
    all.addEventListener("click", () => {
      field.value = "";
      table.dispatchEvent(new CustomEvent("all", { bubbles: true }));
      show();
      field.focus();
    });
    table.closest(".table-frame").before(made("p", { className: "filter" }, made("label", {}, said.filter, field), count, all));
    show();
  }

  for (const table of document.querySelectorAll(".table-frame > table")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length > 1) makeSortable(table, rows);
    if (rows.length > LONG) makeFilterable(table, rows);
  }
})();
