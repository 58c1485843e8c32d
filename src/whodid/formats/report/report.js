"use strict";
/* The report's script: filters and highlights over a page that is complete without it. */
(() => {
  const page = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.querySelector("form.filters");
  page.classList.add("js");
  if (!form) return;

  const stories = [...document.querySelectorAll("article.story")].map((element, at) => (
    { element, number: at + 1, events: [], words: null }));
  for (const event of data.events) stories[event.s - 1].events.push(event);
  const cardOf = (event) => document.getElementById(`s${event.s}e${event.n}`);
  const many = stories.length > 60;

  /* ---- Filters ---------------------------------------------------------------------------------------------- */
  const blank = { q: "", type: "", side: "", status: "", show: "", quad: "", dyad: "", time: "" };
  let state = { ...blank };
  let shown = data.events;

  const shows = {
    with: () => true,
    said: (event) => event.said,
    background: (event) => event.historical,
    review: (event) => event.review,
    unsure: (event) => (event.confidence || 0) < data.unsure,
  };
  const tests = {
    type: (event, value) => String(event.event_type) === value,
    side: (event, value) => event.sides.includes(value),
    status: (event, value) => (event.status || "happened") === value,
    quad: (event, value) => String(event.quad) === value,
    dyad: (event, value) => event.dyads.includes(value),
    time: (event, value) => event.time === value,
    show: (event, value) => value === "without" || shows[value](event),
  };

  function wordsOf(story) {
    story.words ??= story.element.textContent.toLowerCase();
    return story.words;
  }

  function apply() {
    const asked = Object.keys(tests).filter((name) => state[name] && !(name === "show" && state.show === "without"));
    const search = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    let visible = 0;
    shown = [];
    for (const story of stories) {
      const hits = story.events.filter((event) => asked.every((name) => tests[name](event, state[name])));
      const fits = (!asked.length || hits.length) && !(state.show === "without" && story.events.length)
        && (!search.length || search.every((word) => wordsOf(story).includes(word)));
      story.element.hidden = !fits;
      if (!fits) continue;
      visible += 1;
      shown.push(...hits);
      if (hits.length === story.events.length && !story.dimmed) continue;
      story.dimmed = hits.length !== story.events.length;
      dim(story, hits);
    }
    const narrowed = asked.length || search.length || state.show;
    if (many && narrowed && visible <= 20) {
      for (const story of stories) if (!story.element.hidden) story.element.querySelector(".body").open = true;
    }
    report(visible, narrowed);
    highlightSearch(search);
  }

  function dim(story, hits) {
    const lively = new Set(hits.map((event) => String(event.n)));
    for (const event of story.events) cardOf(event).classList.toggle("dim", !lively.has(String(event.n)));
    for (const mark of story.element.querySelectorAll("mark")) {
      mark.classList.toggle("off", !mark.dataset.e.split(" ").some((number) => lively.has(number)));
    }
  }

  function report(visible, narrowed) {
    const number = (count, all, one, several) => (count === all ? `${all}` : `${count} of ${all}`) + ` ${all === 1 ? one : several}`;
    form.querySelector(".result").textContent =
      `${number(shown.length, data.events.length, "event", "events")} in ${number(visible, stories.length, "story", "stories")}`;
    document.querySelector(".nothing").hidden = visible > 0;
    form.querySelector(".clear").hidden = !narrowed;
    for (const field of form.elements) {
      if (field.name) { field.value = state[field.name]; field.classList.toggle("set", Boolean(field.value)); }
    }
    const chosen = form.querySelector(".chosen");
    chosen.replaceChildren(...["quad", "dyad", "time"].filter((name) => state[name]).map((name) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.textContent = `${labelOf(name)} ×`;
      chip.setAttribute("aria-label", `Remove: ${labelOf(name)}`);
      chip.addEventListener("click", () => set(name, ""));
      return chip;
    }));
    for (const button of document.querySelectorAll("[data-set]")) {
      const [name, value] = split(button);
      button.setAttribute("aria-pressed", String(state[name] === value));
    }
    const entries = Object.entries(state).filter(([, value]) => value);
    history.replaceState(null, "", entries.length ? `#?${new URLSearchParams(entries)}` : location.hash.startsWith("#?") ? "#" : location.hash || "#");
  }

  function labelOf(name) {                            // words for the filters that have no field of their own
    const button = [...document.querySelectorAll("[data-set]")].find((one) => split(one).join("=") === `${name}=${state[name]}`);
    return (name !== "dyad" && (button?.querySelector("title")?.textContent || button?.textContent)) || state[name];
  }

  function split(button) {
    const at = button.dataset.set.indexOf("=");
    return [button.dataset.set.slice(0, at), button.dataset.set.slice(at + 1)];
  }

  function set(name, value) {
    state[name] = value;
    apply();
  }

  function toggle(button) {
    const [name, value] = split(button);
    const on = state[name] !== value;
    set(name, on ? value : "");
    if (on) document.getElementById("stories").scrollIntoView();
  }

  function clear() {
    state = { ...blank };
    apply();
  }

  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => set(event.target.name, event.target.value), event.target.name === "q" ? 180 : 0);
  });
  for (const button of document.querySelectorAll(".clear")) button.addEventListener("click", clear);
  for (const column of document.querySelectorAll("g[data-set]")) {
    column.setAttribute("tabindex", "0");
    column.setAttribute("role", "button");
    column.setAttribute("aria-label", column.querySelector("title").textContent);
    column.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(column); }
    });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-set]");
    if (button) toggle(button);
  });

  function highlightSearch(search) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("search");
    if (!search.length) return;
    const ranges = [];
    for (const story of stories) {
      if (story.element.hidden || ranges.length > 2000) continue;
      const walker = document.createTreeWalker(story.element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;      // lowering moved the letters: no place to point at
        for (const word of search) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }

  /* ---- Events and their words ------------------------------------------------------------------------------- */
  const layers = { e: "on", a: "is-actor", r: "is-recipient", v: "is-speaker", w: "is-happened", p: "is-place" };
  let held = null;                                    // the story and event numbers kept by a click: {story, numbers}
  let lit = null;

  function light(story, numbers) {
    if (lit) {
      lit.classList.remove("held", "lit-q0", "lit-q1", "lit-q2", "lit-q3", "lit-q4");
      for (const element of lit.querySelectorAll(Object.values(layers).map((name) => `.${name}`).join())) {
        element.classList.remove(...Object.values(layers));
      }
    }
    lit = numbers.length ? story : null;
    if (!lit) return;
    story.classList.add("held");
    for (const number of numbers) {
      const card = document.getElementById(`${story.id}e${number}`);
      card.classList.add("on");
      if (numbers.length === 1) story.classList.add(`lit-${[...card.classList].find((name) => /^q\d$/.test(name))}`);
      for (const element of story.querySelectorAll(`.ref[href="#${story.id}e${number}"]`)) element.classList.add("on");
      for (const [letter, name] of Object.entries(layers)) {
        if (numbers.length > 1 && letter !== "e") continue;  // whose actor would it be?
        for (const element of story.querySelectorAll(`[data-${letter}~="${number}"]`)) element.classList.add(name);
      }
    }
  }

  function pointed(target) {
    const story = target.closest?.("article.story");
    if (!story) return null;
    const card = target.closest(".event");
    if (card) return { story, numbers: [card.dataset.n], card };
    const mark = target.closest("mark[data-e]");
    if (mark) return { story, numbers: mark.dataset.e.split(" "), mark };
    const reference = target.closest(".ref");
    return reference && { story, numbers: [reference.textContent], mark: reference };
  }

  function settle() {
    if (held) light(held.story, held.numbers);
    else if (lit) light(lit, []);
  }

  function show(element) {
    const box = element.getBoundingClientRect();
    if (box.top < 70 || box.bottom > innerHeight - 10) element.scrollIntoView({ block: "center" });
  }

  let pointer = "";
  document.addEventListener("mouseover", (event) => {
    const here = `${event.screenX} ${event.screenY}`;
    if (here === pointer) return;                     // the page moved, not the hand: keys scroll past a resting mouse
    pointer = here;
    const at = pointed(event.target);
    if (at) light(at.story, at.numbers);
    else settle();
  });
  document.addEventListener("focusin", (event) => {
    const at = pointed(event.target);
    if (!at) return;
    if (at.card) held = { story: at.story, numbers: at.numbers };
    light(at.story, at.numbers);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("summary, a[href]:not(.ref), button, select, input") || String(getSelection())) return;
    const at = pointed(event.target);
    if (!at) {
      if (event.target.closest(".stories")) { held = null; settle(); }
      return;
    }
    if (at.mark) event.preventDefault();
    let numbers = at.numbers;
    if (at.mark && numbers.length > 1) {              // words of several events: each click goes on to the next one
      const last = held && held.story === at.story && held.numbers.length === 1 ? numbers.indexOf(held.numbers[0]) : -1;
      numbers = [numbers[(last + 1) % numbers.length]];
    }
    held = { story: at.story, numbers };
    settle();
    at.story.querySelector(".body").open = true;
    if (at.mark) show(document.getElementById(`${at.story.id}e${numbers[0]}`));
    else {
      const first = at.story.querySelector(`mark[data-e~="${numbers[0]}"]`);
      if (first) show(first);
    }
  });

  /* ---- Keys ------------------------------------------------------------------------------------------------- */
  const nextOf = (list, forward) => {
    const line = 90;
    const here = list.indexOf(document.activeElement);
    if (here >= 0) return list[here + (forward ? 1 : -1)];
    const tops = list.map((element) => element.getBoundingClientRect().top);
    return forward ? list[tops.findIndex((top) => top > line + 5)] : list[tops.findLastIndex((top) => top < line - 5)];
  };
  const keys = {
    "/": () => { form.elements.q.focus(); form.elements.q.select(); },
    j: () => go(".story:not([hidden]) h3", true),
    k: () => go(".story:not([hidden]) h3", false),
    n: () => go(".story:not([hidden]) details[open] .event:not(.dim)", true),
    p: () => go(".story:not([hidden]) details[open] .event:not(.dim)", false),
    Escape: () => { held = null; document.activeElement?.blur(); settle(); },
  };
  function go(selector, forward) {
    const target = nextOf([...document.querySelectorAll(selector)], forward);
    if (!target) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches("h3") ? "start" : "center" });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape" && event.target.closest("input, select, textarea")) return;
    const card = event.target.closest(".event");
    if (card && event.target === card && event.key === "Enter") { card.click(); return; }
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  /* ---- Saving, printing, start ------------------------------------------------------------------------------ */
  const columns = ["id", "story_id", "publisher", "published", "event_type", "mode", "quad", "score", "actors", "recipients",
    "happened_start", "happened_end", "place", "status", "historical", "voices", "confidence", "evidence"];
  function cell(value) {
    if (Array.isArray(value)) value = value.join("; ");
    let text = value === null || value === undefined ? "" : String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;   // no formula for a spreadsheet
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  form.querySelector(".save").addEventListener("click", () => {
    const rows = shown.map((event) => {
      const row = { ...event, happened_start: event.happened[0], happened_end: event.happened[1] };
      return columns.map((name) => cell(row[name])).join(",");
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([[columns.join(","), ...rows, ""].join("\r\n")], { type: "text/csv" }));
    link.download = "events.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  function stick() {                                  // a text shorter than the window stays beside its events
    for (const text of document.querySelectorAll(".body[open] .text")) {
      text.classList.toggle("still", text.offsetHeight < innerHeight - 100);
    }
  }
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".story:not([hidden]) details.body:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
  addEventListener("resize", () => requestAnimationFrame(stick));
  document.addEventListener("toggle", (event) => { if (event.target.matches?.(".body")) requestAnimationFrame(stick); }, true);

  function restore() {
    if (!location.hash.startsWith("#?")) return;
    state = { ...blank };
    for (const [name, value] of new URLSearchParams(location.hash.slice(2))) if (name in blank) state[name] = value;
    if (state.show && state.show !== "without" && !shows[state.show]) state.show = "";
  }
  addEventListener("hashchange", () => { if (location.hash.startsWith("#?")) { restore(); apply(); } });
  restore();
  apply();
  requestAnimationFrame(stick);
})();
