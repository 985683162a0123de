"use strict";
(() => {
  const { entries, sections, form, isCard, show } = window.preview;
  const saves = document.body.dataset.saves === "true";
  const help = document.getElementById("help");
  const status = document.getElementById("status");
  const undone = []; // what each decision replaced, the last one at the end
  let others = []; // decisions of a loaded file about claims that are not on this page
  let current = null;
  let queue = Promise.resolve(); // decisions reach the server in their order

  const told = (message, isError = false) => {
    status.textContent = message;
    status.classList.toggle("error", isError);
  };

  // --- moving about ------------------------------------------------------------------------------------------------

  const visible = () => {
    const nodes = new Map(entries.map((entry) => [entry.node, entry]));
    return [...document.querySelectorAll(".entry:not([hidden])")].map((node) => nodes.get(node));
  };

  const select = (entry) => {
    if (current) current.node.classList.remove("current");
    current = entry || null;
    if (!current) return;
    current.node.classList.add("current");
    current.node.scrollIntoView({ block: "center" });
  };

  const step = (by) => {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.indexOf(current);
    select(shown[at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by))]);
  };

  const stepNote = (by) => {
    const shown = visible();
    const notes = sections.filter((section) => shown.some((entry) => entry.section === section));
    const at = current ? notes.indexOf(current.section) : -1;
    const note = notes[Math.max(0, Math.min(notes.length - 1, at + by))];
    select(shown.find((entry) => entry.section === note));
  };

  const stepOpen = () => {
    const shown = visible();
    const after = shown.slice(shown.indexOf(current) + 1);
    const next = [...after, ...shown].find((entry) => !entry.decision && isCard(entry));
    if (next) select(next);
    else told("Every card is decided.");
  };

  // --- showing decisions -------------------------------------------------------------------------------------------

  const NAMES = { reject: "rejected", accept: "accepted", gap: "changed", card: "written" };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  };

  const badge = (entry) => {
    entry.node.querySelector(":scope > .decided")?.remove();
    entry.node.classList.remove(...Object.values(NAMES));
    const { decision, hasFailed } = entry;
    if (!decision && !hasFailed) return;
    const name = decision ? NAMES[decision.decision] : "removed";
    const by = hasFailed ? " (not saved)" : decision.by ? ` by ${decision.by}` : "";
    if (decision) entry.node.classList.add(name);
    entry.node.prepend(element("p", "decided", name, element("span", "by", by)));
  };

  const progress = () => {
    const asked = entries.filter((entry) => entry.decision || isCard(entry));
    const decided = entries.filter((entry) => entry.decision).length;
    document.getElementById("progress").textContent =
      `${decided.toLocaleString("en")} of ${asked.length.toLocaleString("en")} decided`;
  };

  // Without a server, the page shows roughly what the deck will.
  const sketched = (text, spans) => {
    const front = [];
    const back = [];
    let end = 0;
    for (const { at, length, words, hint } of spans) {
      const before = text.slice(end, at);
      front.push(before, element("span", "blank", hint ? `[${hint}]` : "[…]"));
      back.push(before, element("span", "gap", words));
      end = at + length;
    }
    return [
      [...front, text.slice(end)],
      [...back, text.slice(end)],
    ];
  };

  const spansOf = (text, found) => [...found].map(([at, length, words, hint]) => ({ at, length, words, hint }));

  const faces = (decision, entry) => {
    const { text } = entry.node.dataset;
    if (decision.front) return [[decision.front], [decision.back || text]];
    if (decision.cloze) {
      const gaps = decision.cloze.matchAll(/\{\{(?:c\d+::)?([^{}]+?)(?:::([^{}]*))?\}\}/g);
      return sketched(decision.cloze, spansOf(text, [...gaps].map((gap) => [gap.index, gap[0].length, gap[1], gap[2]])));
    }
    const found = decision.gap.flatMap((words) => {
      const at = text.indexOf(words);
      return at < 0 ? [] : [[at, words.length, words, decision.hint]];
    });
    return sketched(text, spansOf(text, found.sort((a, b) => a[0] - b[0])));
  };

  const sketch = (entry) => {
    const { node, decision } = entry;
    entry.original ??= node.cloneNode(true);
    if (!decision || decision.decision === "accept" || decision.decision === "reject") {
      if (node.dataset.sketched) swap(entry, entry.original.cloneNode(true));
      return;
    }
    const [front, back] = faces(decision, entry);
    const side = (name, parts) => element("div", `face ${name}`, element("p", "text", ...parts));
    const made = entry.original.cloneNode(false);
    made.dataset.sketched = "true";
    made.classList.remove("bare");
    made.append(element("div", "faces", side("front", front), side("back", back)));
    for (const why of entry.original.querySelectorAll(".why")) made.append(why.cloneNode(true));
    swap(entry, made);
  };

  const swap = (entry, node) => {
    const wasCurrent = entry === current;
    entry.node.replaceWith(node);
    entry.node = node;
    entry.text = null;
    node.classList.toggle("current", wasCurrent);
  };

  // --- deciding ----------------------------------------------------------------------------------------------------

  const refresh = (entry) => {
    show();
    badge(entry);
    progress();
  };

  const set = (entry, decision) => {
    entry.decision = decision;
    entry.unsaved = true;
    entry.hasFailed = false;
    if (saves) send(entry);
    else sketch(entry);
    refresh(entry);
  };

  const send = (entry) => {
    const { decision } = entry;
    const { claim, term, text } = entry.node.dataset;
    const about = decision && { ...decision, claim, term: term || undefined, text };
    const body = JSON.stringify({ note: entry.section.dataset.note, claim, decision: about });
    told("Saving …");
    queue = queue
      .then(() => fetch("decisions", { method: "POST", headers: { "Content-Type": "application/json" }, body }))
      .then(async (response) => {
        const answer = await response.json();
        if (!response.ok) throw new Error(answer.error);
        if (entry.decision === decision) {
          entry.unsaved = false;
          draw(entry, answer);
        }
        told(answer.faults.length ? `Saved. Note that the card ${answer.faults.join("; it ")}.` : "Saved.");
      })
      .catch((error) => {
        const isGone = error instanceof TypeError;
        entry.hasFailed = true;
        badge(entry);
        told(isGone ? "Not saved: noteport review no longer runs." : `Not saved: ${error.message}`, true);
      });
  };

  const draw = (entry, answer) => {
    const template = document.createElement("template");
    template.innerHTML = answer.entry; // made by noteport, which escapes what notes say
    const isOpen = entry.node.querySelector(".why")?.open;
    swap(entry, template.content.firstElementChild);
    entry.decision = entry.node.dataset.decision ? JSON.parse(entry.node.dataset.decision) : null;
    const why = entry.node.querySelector(".why");
    if (why) why.open = isOpen;
    refresh(entry);
  };

  const decide = (decision) => {
    if (!current) return;
    const { claim, term, text } = current.node.dataset;
    undone.push([current, current.decision]);
    const made = decision && { claim, ...decision, by: saves ? undefined : "preview", term: term || undefined, text };
    set(current, made);
    if (made) stepOn();
  };

  // After a decision the next card is shown, unless the filter took this one away and so moved on already.
  const stepOn = () => {
    const decided = current;
    step(1);
    if (!current) select(decided);
  };

  const undo = () => {
    const last = undone.pop();
    if (!last) return told("Nothing to undo.");
    const [entry, before] = last;
    set(entry, before);
    select(entry);
    if (!saves) told("Undone.");
  };

  const choose = (number) => {
    if (!current) return;
    if (number === 1) return decide({ decision: "accept" });
    const answer = JSON.parse(current.node.dataset.others)[number - 2];
    if (answer === undefined) return told("There is no such candidate.");
    decide({ decision: "gap", gap: [answer] });
  };

  // --- editing -----------------------------------------------------------------------------------------------------

  const edit = () => {
    if (!current || current.node.querySelector(".editor")) return;
    const entry = current;
    const editor = document.getElementById("editor").content.firstElementChild.cloneNode(true);
    const { decision } = entry;
    editor.ask.value = decision?.front || decision?.cloze || entry.node.dataset.ask || entry.node.dataset.text;
    editor.answer.value = decision?.front ? decision.back || "" : entry.node.dataset.answer;
    editor.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(editor);
    });
    editor.querySelector("[value=cancel]").addEventListener("click", () => editor.remove());
    editor.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") editor.remove();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep(editor);
    });
    entry.node.append(editor);
    editor.ask.focus();
  };

  const keep = (editor) => {
    const ask = editor.ask.value.trim();
    const answer = editor.answer.value.trim();
    if (!ask) return told("Write a question first.", true);
    const isCloze = ask.includes("{{");
    if (isCloze && !ask.includes("}}")) return told("The gap has no end: }}", true);
    editor.remove();
    decide({ decision: "card", ...(isCloze ? { cloze: ask } : { front: ask, back: answer || undefined }) });
  };

  // --- the decisions file ------------------------------------------------------------------------------------------

  const save = () => {
    const lines = entries.filter((entry) => entry.decision).map((entry) => JSON.stringify(entry.decision));
    const file = new Blob([[...lines, ...others, ""].join("\n")], { type: "application/jsonl" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "noteport-cards.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
    for (const entry of entries) entry.unsaved = false;
    told(`${lines.length + others.length} decisions saved; keep the file beside noteport.toml.`);
  };

  const read = (text) => {
    const byClaim = new Map(entries.map((entry) => [entry.node.dataset.claim, entry]));
    const found = new Map();
    const left = [];
    text.split("\n").forEach((line, index) => {
      if (!line.trim()) return;
      const decision = parsed(line);
      if (!decision) throw new Error(`Line ${index + 1} is no decision; nothing was loaded.`);
      const entry = byClaim.get(decision.claim);
      const earlier = found.get(entry);
      // Ids are used again after an edit: then the words tell which decision is about this claim.
      if (!entry || (earlier && decision.text !== entry.node.dataset.text)) left.push(line);
      else {
        if (earlier) left.push(earlier.line);
        found.set(entry, { decision, line });
      }
    });
    return [[...found].map(([entry, { decision }]) => [entry, decision]), left];
  };

  const parsed = (line) => {
    try {
      const decision = JSON.parse(line);
      const isWhole = decision.decision !== "gap" || Array.isArray(decision.gap);
      return isWhole && NAMES[decision.decision] && typeof decision.claim === "string" ? decision : null;
    } catch {
      return null;
    }
  };

  const load = async (file) => {
    try {
      const [found, left] = read(await file.text());
      others = [...new Set([...others, ...left])];
      for (const [entry, decision] of found) {
        set(entry, decision);
        entry.unsaved = false;
      }
      const rest = left.length ? `, ${left.length} of other notes are kept` : "";
      told(`${found.length} decisions loaded${rest}.`);
    } catch (error) {
      told(error.message, true);
    }
  };

  // --- keys --------------------------------------------------------------------------------------------------------

  const nextOrder = () => {
    form.order.selectedIndex = form.order.selectedIndex ? 0 : 1;
    form.order.dispatchEvent(new Event("input", { bubbles: true }));
    if (current) current.node.scrollIntoView({ block: "center" });
  };

  const why = () => {
    const details = current?.node.querySelector(".why");
    if (details) details.open = !details.open;
  };

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    n: () => stepNote(1),
    p: () => stepNote(-1),
    d: stepOpen,
    " ": () => current?.node.querySelector(".faces")?.classList.toggle("open"),
    a: () => decide({ decision: "accept" }),
    r: () => decide({ decision: "reject" }),
    x: () => decide(null),
    e: edit,
    u: undo,
    w: why,
    s: nextOrder,
    "/": () => form.search.focus(),
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.activeElement.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    const action = /^[1-9]$/.test(event.key) ? () => choose(Number(event.key)) : KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const node = event.target.closest(".entry");
    const entry = entries.find((each) => each.node === node);
    if (entry && entry !== current) select(entry);
  });
  document.getElementById("keys").addEventListener("click", () => help.showModal());
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("save").hidden = saves;
  const loading = document.getElementById("load");
  loading.hidden = saves;
  loading.querySelector("input").addEventListener("change", (event) => load(event.target.files[0]));
  window.addEventListener("beforeunload", (event) => {
    if (entries.some((entry) => entry.unsaved)) event.preventDefault();
  });
  entries.forEach(badge);
  progress();
})();
