// The page is usable without this script, because times are links. The script adds the player next to the claims, search,
// a filter, keys, hidden answers, and light and dark themes. It never turns text into markup.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const claims = Array.from(document.querySelectorAll(".claim"));
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = claims.map((claim) => folded(claim.textContent));

  // --- the player -----------------------------------------------------------------------------------------------------

  const stage = $("stage");
  let playing = null; // { address, element, isReady }

  // How a player in a frame is told to jump to another second, with the messages of its site.
  const messages = {
    youtube: (second) => [{ event: "command", func: "seekTo", args: [second, true] }, { event: "command", func: "playVideo", args: [] }],
    vimeo: (second) => [{ method: "setCurrentTime", value: second }, { method: "play" }],
  };

  function frame(video, second) {
    const element = document.createElement("iframe");
    element.title = "Video";
    element.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    element.referrerPolicy = "strict-origin-when-cross-origin";
    element.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups");
    element.src = video.address.replace("{}", String(second));
    return element;
  }

  function media(video, second) {
    const element = document.createElement("video");
    element.controls = true;
    element.playsInline = true;
    element.src = video.address;
    element.addEventListener("loadedmetadata", () => { element.currentTime = playing.second; element.play().catch(() => {}); });
    element.addEventListener("error", () => tell("This file cannot be played here; the link below opens it."));
    return element;
  }

  function play(claim) {
    const video = { kind: claim.dataset.kind, address: claim.dataset.address };
    const second = Number(claim.dataset.start);
    mark(claim);
    if (!video.kind) return false;
    if (playing && playing.address === video.address && playing.kind === video.kind) {
      playing.second = second;
      if (video.kind === "media") {
        playing.element.currentTime = second;
        playing.element.play().catch(() => {});
        return true;
      }
      if (playing.isReady) {
        const origin = new URL(playing.element.src).origin;
        for (const message of messages[video.kind](second)) playing.element.contentWindow.postMessage(JSON.stringify(message), origin);
        return true;
      }
    }
    const element = video.kind === "media" ? media(video, second) : frame(video, second);
    playing = { ...video, element, second, isReady: false };
    stage.replaceChildren(element);
    document.body.classList.add("playing");
    tell("");
    if (video.kind !== "media") listen(playing);
    return true;
  }

  // A player in a frame reports that it is ready if it is asked; if it cannot play, it usually sends nothing.
  function listen(current) {
    const origin = new URL(current.element.src).origin;
    const ask = () => current.element.contentWindow.postMessage(JSON.stringify({ event: "listening", id: 1 }), origin);
    current.element.addEventListener("load", ask);
    window.setTimeout(() => {
      if (playing === current && !current.isReady) tell(silent);
    }, 8000);
  }

  window.addEventListener("message", (event) => {
    if (!playing || !playing.element.contentWindow || event.source !== playing.element.contentWindow) return;
    let message = event.data;
    if (typeof message === "string") {
      try { message = JSON.parse(message); } catch { return; }
    }
    if (!message || typeof message.event !== "string") return;
    if (message.event === "onError" || message.event === "error") { playing.isReady = false; tell(silent); return; }
    playing.isReady = true;
    tell("");
  });

  const trouble = $("trouble"), silent = trouble.textContent;

  function tell(words) { trouble.textContent = words; trouble.hidden = !words; }

  function mark(claim) {
    for (const other of document.querySelectorAll(".claim.current")) { other.classList.remove("current"); other.removeAttribute("aria-current"); }
    claim.classList.add("current");
    claim.setAttribute("aria-current", "true");
    const link = claim.querySelector("a.time");
    $("now").hidden = !link;
    if (link) {
      $("now-link").href = link.href;
      $("now-link").textContent = `${link.textContent} · ${claim.closest(".note").dataset.title}`;
    }
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const gap = event.target.closest(".gap");
    if (gap && isQuiz() && !gap.classList.contains("shown")) { event.preventDefault(); show(gap); return; }
    const link = event.target.closest("a");
    const claim = event.target.closest(".claim");
    if (!claim || (link && !link.classList.contains("time")) || String(window.getSelection())) return;
    if (play(claim) && link) event.preventDefault();
  });

  // --- search and filter ------------------------------------------------------------------------------------------------

  const search = $("search"), filter = $("filter");

  function sift() {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    const place = filter.value;
    let found = 0;
    claims.forEach((claim, number) => {
      const isThere = !place || claim.closest(`[data-place="${CSS.escape(place)}"]`) !== null;
      const isShown = isThere && words.every((word) => texts[number].includes(word));
      claim.hidden = !isShown;
      found += isShown;
    });
    for (const part of Array.from(document.querySelectorAll(".part, .note")).reverse()) {
      part.hidden = !part.querySelector(".claim:not([hidden])");
    }
    const isAll = found === claims.length;
    $("count").textContent = isAll ? `${found} claims` : `${found} of ${claims.length} claims`;
    $("none").hidden = found > 0;
    highlight(words);
  }

  function highlight(words) {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const claim of words.length ? claims : []) {
      if (claim.hidden) continue;
      const walker = document.createTreeWalker(claim, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLowerCase();
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  search.addEventListener("input", sift);
  filter.addEventListener("change", sift);

  // --- hidden answers ---------------------------------------------------------------------------------------------------

  const quiz = $("quiz");
  const isQuiz = () => quiz.getAttribute("aria-pressed") === "true";

  function show(gap) {
    gap.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) gap.removeAttribute(name);
  }

  function setQuiz(isOn) {
    quiz.setAttribute("aria-pressed", String(isOn));
    document.body.classList.toggle("quiz", isOn);
    for (const gap of document.querySelectorAll(".gap")) {
      show(gap);
      if (!isOn) continue;
      gap.classList.remove("shown");
      gap.setAttribute("role", "button");
      gap.tabIndex = 0;
      gap.setAttribute("aria-label", gap.dataset.hint ? `Hidden: ${gap.dataset.hint}` : "Hidden answer");
    }
  }

  quiz.addEventListener("click", () => setQuiz(!isQuiz()));

  // --- light and dark ---------------------------------------------------------------------------------------------------

  const theme = $("theme");
  const store = {
    get: () => { try { return window.localStorage.getItem("studypage-theme"); } catch { return null; } },
    set: (value) => { try { window.localStorage.setItem("studypage-theme", value); } catch { /* not every browser keeps things for files */ } },
  };

  function setTheme(value) {
    document.documentElement.dataset.theme = value;
    theme.textContent = { auto: "Auto", light: "Light", dark: "Dark" }[value];
  }

  theme.addEventListener("click", () => {
    const next = { auto: "dark", dark: "light", light: "auto" }[document.documentElement.dataset.theme] || "auto";
    setTheme(next);
    store.set(next);
  });

  // --- keys -------------------------------------------------------------------------------------------------------------

  const help = $("help");
  const visible = () => claims.filter((claim) => !claim.hidden);

  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const here = shown.indexOf(document.activeElement.closest?.(".claim"));
    const next = shown[Math.min(Math.max(here + by, 0), shown.length - 1)];
    for (const claim of claims) claim.tabIndex = claim === next ? 0 : -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    "/": () => search.focus(),
    j: () => step(1),
    k: () => step(-1),
    a: () => setQuiz(!isQuiz()),
    t: () => theme.click(),
    "?": () => (help.open ? help.close() : help.showModal()),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && (event.target === search || search.value || filter.value)) {
      search.value = "";
      filter.value = "";
      search.blur();
      sift();
      return;
    }
    if (event.target === search && event.key === "Enter") { event.preventDefault(); step(1); return; }
    if (event.target.closest("input, select, textarea")) return;
    const claim = event.target.closest(".claim");
    if (event.key === "Enter" || event.key === " ") {
      const gap = event.target.closest(".gap");
      if (gap && isQuiz()) { event.preventDefault(); show(gap); if (claim) claim.focus(); }
      else if (claim && claim === event.target) {
        event.preventDefault();
        if (event.key === " ") claim.querySelectorAll(".gap").forEach(show);
        else if (!play(claim)) claim.querySelector("a.time")?.click();
      }
      return;
    }
    if (Object.hasOwn(keys, event.key) && !(help.open && event.key !== "?")) { event.preventDefault(); keys[event.key](); }
  });

  $("help-open").addEventListener("click", () => help.showModal());
  $("help-close").addEventListener("click", () => help.close());

  // --- begin ------------------------------------------------------------------------------------------------------------

  document.documentElement.classList.add("alive");
  for (const claim of claims) claim.tabIndex = -1;
  if (claims.length) claims[0].tabIndex = 0;
  setTheme(store.get() || "auto");
  sift();
})();
