// A map to explore, and the table that its places lead to: what lights up in one lights up in the other.
(() => {
  "use strict";
  const explorer = document.querySelector(".explorer");
  const drawing = explorer.querySelector("svg");
  const places = [...drawing.querySelectorAll("a")].sort((one, other) => one.dataset.place - other.dataset.place);
  const rows = new Map([...document.querySelectorAll("tr[data-place]")].map((row) => [row.dataset.place, row]));
  const rowOf = (place) => rows.get(place.dataset.place);
  const table = rows.values().next().value?.closest("table");
  const choices = [...explorer.querySelectorAll("select")];
  const count = explorer.querySelector("[data-places]");
  const told = explorer.querySelector(".explorer-told");
  let lit = null;

  // Twice around a place, light and dark, so that it is seen on every colour.
  const rings = ["halo", "ring"].map((name) => {
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "use");
    ring.setAttribute("class", name);
    drawing.append(ring);
    return ring;
  });

  function tell(place) {
    const name = document.createElement("strong");
    name.textContent = place ? place.dataset.name : "";
    const rest = place ? place.getAttribute("aria-label").slice(place.dataset.name.length) : told.dataset.hint;
    told.replaceChildren(name, rest);
  }

  function light(place) {
    if (lit) rowOf(lit)?.classList.remove("is-lit");
    lit = place;
    for (const ring of rings) ring.setAttribute("href", place ? `#shape-${place.dataset.place}` : "");
    if (place) rowOf(place)?.classList.add("is-lit");
    tell(place);
  }

  const isFaint = (place) => place.classList.contains("is-faint");
  // One stop for the keyboard; arrows go on from it.
  const stopAt = (place) => places.forEach((other) => other.setAttribute("tabindex", other === place ? 0 : -1));

  function show() {
    let left = 0;
    for (const place of places) {
      const isIn = choices.every(({ name, value }) => !value || place.dataset[name] === value)
        && !rowOf(place)?.classList.contains("is-out");
      place.classList.toggle("is-faint", !isIn);
      left += isIn;
    }
    count.textContent = count.dataset.places.replace("{shown}", left).replace("{all}", places.length);
    if (lit && isFaint(lit)) light(null);
    stopAt(lit ?? places.find((place) => !isFaint(place)) ?? places[0]);
  }

  function choose() {
    for (const place of places) {
      const isIn = choices.every(({ name, value }) => !value || place.dataset[name] === value);
      rowOf(place)?.toggleAttribute("data-out", !isIn);
    }
    table?.dispatchEvent(new Event("asked"));
    show();
  }

  function next(place, key) {
    const there = places.filter((other) => !isFaint(other) || other === place);
    const at = there.indexOf(place);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
    return to === undefined ? null : there.at(to % there.length);
  }

  for (const place of places) {
    let wasLit = true;
    place.querySelector("title").remove();
    place.addEventListener("focus", () => { light(place); stopAt(place); });
    place.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && !isFaint(place) && light(place));
    // A finger cannot point: its first touch tells, its second leads on.
    place.addEventListener("pointerdown", (event) => { wasLit = event.pointerType !== "touch" || lit === place; });
    place.addEventListener("keydown", (event) => {
      const other = next(place, event.key);
      if (event.key === "Escape") light(null);
      if (!other) return;
      event.preventDefault();
      other.focus();
    });
    place.addEventListener("click", (event) => {
      const row = rowOf(place);
      if (wasLit && row && !isFaint(place)) row.querySelector("th button").focus();
      if (row) event.preventDefault();
      light(place);
      wasLit = true;
    });
  }

  for (const [code, row] of rows) {
    const place = places.find((other) => other.dataset.place === code);
    if (!place) continue;
    const name = row.cells[0];
    const button = document.createElement("button");
    button.type = "button";
    button.append(...name.childNodes);
    button.addEventListener("click", () => place.focus());
    name.append(button);
    row.addEventListener("focusin", () => light(place));
    row.addEventListener("pointerenter", () => light(place));
  }

  for (const choice of choices) choice.addEventListener("change", choose);
  table?.addEventListener("filtered", show);
  table?.addEventListener("all", () => {
    for (const choice of choices) choice.value = "";
    choose();
  });
  explorer.querySelector(".filter").hidden = false;
  told.hidden = false;
  tell(null);
  show();
})();
