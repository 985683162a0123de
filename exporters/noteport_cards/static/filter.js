"use strict";
(() => {
  const form = document.getElementById("controls");
  const body = document.body;
  const given = Number(body.dataset.bar);
  const everything = body.dataset.all === "true";
  let bar = given; // the slider's own value has an end and steps
  const low = "no question is good enough";
  const entries = [...document.querySelectorAll(".entry")].map((node) => ({
    node,
    section: node.parentElement,
    score: node.dataset.score === undefined ? null : Number(node.dataset.score),
    what: node.dataset.what || "",
    reason: node.dataset.reason || "",
    decision: node.dataset.decision ? JSON.parse(node.dataset.decision) : null,
    text: null,
  }));
  const sections = [...document.querySelectorAll(".note")];
  const main = document.querySelector("main");

  // A card below the bar is left out, and one that was left out for its score comes back above it.
  const isCard = (entry) =>
    entry.decision
      ? entry.decision.decision !== "reject"
      : entry.score !== null &&
        (entry.reason === "" || entry.reason === low) &&
        (everything || entry.what === "own" || entry.score >= bar);

  const isWanted = (entry, made) => {
    switch (form.show.value) {
      case "cards":
        return made;
      case "out":
        return !made;
      case "open":
        return made && !entry.decision;
      case "decided":
        return entry.decision !== null;
      default:
        return true;
    }
  };

  // Cards in the order of their scores leave their notes, and come back.
  const order = () => {
    const sign = { score: -1, "-score": 1 }[form.order.value];
    body.classList.toggle("sorted", sign !== undefined);
    const sorted = sign === undefined ? entries : [...entries].sort((a, b) => sign * ((a.score ?? -1) - (b.score ?? -1)));
    for (const entry of sorted) (sign === undefined ? entry.section : main).append(entry.node);
  };

  const words = (entry) => {
    if (entry.text === null) {
      const title = entry.section.querySelector("h2").textContent;
      entry.text = `${title} ${entry.node.textContent}`.toLowerCase();
    }
    return entry.text;
  };

  const fill = (select, key, count) => {
    const counts = new Map();
    for (const entry of entries) {
      if (entry[key] && count(entry)) counts.set(entry[key], (counts.get(entry[key]) || 0) + 1);
    }
    for (const [name, number] of [...counts].sort((a, b) => b[1] - a[1])) {
      select.add(new Option(`${name} (${number.toLocaleString("en")})`, name));
    }
  };

  const draw = () => {
    const chart = document.getElementById("chart");
    const bins = new Array(50).fill(0);
    for (const entry of entries) {
      if (entry.score !== null) bins[Math.max(0, Math.min(49, Math.floor(entry.score * 50)))] += 1;
    }
    const top = Math.max(1, ...bins);
    chart.replaceChildren();
    bins.forEach((number, index) => {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const height = (number / top) * 52;
      const values = { x: index * 4.8 + 0.4, y: 54 - height, width: 4, height: Math.max(height, 0.6), rx: 1 };
      for (const [name, value] of Object.entries(values)) rect.setAttribute(name, value);
      rect.setAttribute("class", (index + 1) / 50 > bar ? "over" : "under");
      chart.append(rect);
    });
  };

  const show = () => {
    const search = form.search.value.trim().toLowerCase();
    let cards = 0;
    let visible = 0;
    const filled = new Set();
    const tallies = new Map(sections.map((section) => [section, [0, 0]]));
    for (const entry of entries) {
      const made = isCard(entry);
      const tally = tallies.get(entry.section);
      tally[1] += 1;
      if (made) {
        cards += 1;
        tally[0] += 1;
      }
      entry.node.classList.toggle("out", !made);
      const fits =
        isWanted(entry, made) &&
        (!form.what.value || entry.what === form.what.value) &&
        (!form.reason.value || (!made && entry.reason === form.reason.value)) &&
        (!search || words(entry).includes(search));
      entry.node.hidden = !fits;
      if (fits) {
        visible += 1;
        filled.add(entry.section);
      }
    }
    for (const section of sections) {
      section.hidden = !filled.has(section);
      const [some, all] = tallies.get(section);
      section.querySelector(".tally").textContent = `${some} of ${all}`;
    }
    const number = (value) => value.toLocaleString("en");
    const share = entries.length ? Math.round((100 * cards) / entries.length) : 0;
    const how = bar === given || everything ? "" : ` with --min-score ${bar}`;
    document.getElementById("summary").textContent =
      `${number(cards)} cards of ${number(entries.length)} claims (${share} %)${how}` +
      (visible === entries.length ? "" : ` · ${number(visible)} shown`);
    form.barshown.textContent = bar;
    body.classList.toggle("hide-answers", form.hide.checked);
    draw();
  };

  fill(form.what, "what", () => true);
  fill(form.reason, "reason", () => true);
  form.bar.value = given;
  form.bar.addEventListener("input", () => {
    bar = Number(form.bar.value);
  });
  form.hidden = false;
  form.order.addEventListener("input", order);
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  main.addEventListener("click", (event) => {
    const face = event.target.closest(".face");
    if (face && !event.target.closest("a")) face.parentElement.classList.toggle("open");
  });
  show();
  window.preview = { entries, sections, form, isCard, show };
})();
