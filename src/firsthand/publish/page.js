// Lights the words a statement rests on. The page stands without it.
(() => {
  "use strict";

  const buttons = [...document.querySelectorAll("button[data-attribution]")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const by = (id) => document.getElementById(id);
  let current = null;
  let back = null; // where "Back" leads

  // HTML cannot spell NUL or a lone surrogate, so Python left their numbers.
  function restoreCharacters() {
    for (const odd of document.querySelectorAll("[data-code]")) {
      odd.textContent = String.fromCharCode(Number(odd.dataset.code));
    }
  }

  const articleOf = (element) => element.closest("[data-article]");
  const idsOf = (mark) => mark.dataset.attribution.split(" ");
  const marksIn = (element) => [...element.querySelectorAll("mark[data-attribution]")];
  const marksOf = (button) =>
    marksIn(articleOf(button)).filter((mark) => idsOf(mark).includes(button.dataset.attribution));

  function clear() {
    for (const lit of document.querySelectorAll("[aria-current]")) {
      lit.removeAttribute("aria-current");
      delete lit.dataset.lit;
    }
    if (back) getSelection().removeAllRanges(); // the chosen words
    current = null;
    back = null;
    delete by("lit").dataset.away;
    by("lit").hidden = true;
  }

  function light(button) {
    clear();
    current = button;
    button.setAttribute("aria-current", "true");
    const id = button.dataset.attribution;
    for (const mark of marksOf(button)) {
      mark.setAttribute("aria-current", "true");
      mark.dataset.lit = mark.dataset.part.split(" ")[idsOf(mark).indexOf(id)];
    }
    articleOf(button).querySelector("details").open = true;
    tell(button);
    remember(button);
  }

  function tell(button) {
    const marks = marksOf(button);
    const speaker = button.querySelector(".speaker").textContent;
    by("lit").hidden = false;
    by("lit-place").textContent = `${buttons.indexOf(button) + 1} of ${buttons.length}`;
    by("said").textContent = `Lit in the text: ${speaker}: ${marks.map((m) => m.textContent).join(" ")}`;
  }

  function remember(button) {
    const place = new URLSearchParams({
      a: articleOf(button).dataset.article,
      s: button.dataset.attribution,
    });
    try {
      history.replaceState(null, "", `#${place}`);
    } catch {
      // a page without an address of its own (a frame, a preview) cannot keep one
    }
  }

  // Beside the list the text scrolls in its own pane; below it, the page scrolls.
  function showIn(pane, words) {
    if (pane.scrollHeight > pane.clientHeight + 1) {
      const down = words.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += down - pane.clientHeight / 4;
    }
    if (isInView(words)) return;
    const element = words.startContainer?.parentElement ?? words;
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  function showWords(button) {
    const mark = marksOf(button)[0];
    if (mark) showIn(mark.closest(".text"), mark);
  }

  function isInView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const covered = by("lit").hidden ? 0 : by("lit").offsetHeight;
    return top >= 0 && bottom <= innerHeight - covered;
  }

  function choose(button) {
    light(button);
    showWords(button);
  }

  // Whether list and text stand side by side, so that both can be in view.
  const isBeside = (button) =>
    getComputedStyle(button.closest(".panes")).gridTemplateColumns.split(" ").length > 1;

  function goTo(button, words = isBeside(button)) {
    light(button);
    button.focus({ preventScroll: true });
    if (!isInView(button)) button.scrollIntoView({ block: "center" });
    if (words) showWords(button);
  }

  function step(distance, words) {
    const open = buttons.filter((button) => button.checkVisibility?.() ?? true);
    const at = open.indexOf(current ?? document.activeElement);
    const next = open[at < 0 ? 0 : at + distance];
    if (next) goTo(next, words);
  }

  // The innermost statement at these words; a second click goes one further out.
  function chooseFrom(mark) {
    const article = articleOf(mark);
    const length = (button) => marksOf(button).reduce((sum, m) => sum + m.textContent.length, 0);
    const here = buttons
      .filter((b) => articleOf(b) === article && idsOf(mark).includes(b.dataset.attribution))
      .sort((a, b) => length(a) - length(b));
    const button = here[(here.indexOf(current) + 1) % here.length];
    if (!button) return;
    light(button);
    button.focus({ preventScroll: true });
    if (isBeside(button) && !isInView(button)) button.scrollIntoView({ block: "nearest" });
  }

  // Any words, by their code points: merges, figures, times and places rest on more than
  // statements do. They are selected, which every browser shows and no text is changed by.
  function rangeOf(text, start, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let at = 0;
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      const length = [...data].length;
      const units = (point) => [...data].slice(0, point - at).join("").length;
      if (start >= at && start < at + length) range.setStart(walker.currentNode, units(start));
      if (end > at && end <= at + length) {
        range.setEnd(walker.currentNode, units(end));
        return range;
      }
      at += length;
    }
    return range;
  }

  function choosePassage(link) {
    const article = document.querySelector(link.getAttribute("href"));
    const text = article.querySelector(".text");
    clear();
    article.querySelector("details").open = true;
    const range = rangeOf(text, Number(link.dataset.start), Number(link.dataset.end));
    text.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    showIn(text, range);
    back = link;
    by("lit").dataset.away = "";
    by("lit").hidden = false;
    by("lit-place").textContent = "Chosen words";
    by("said").textContent = `Chosen in the text: ${range}`;
  }

  function goBack() {
    const link = back;
    if (!link) return current && goTo(current);
    clear();
    for (let up = link.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center" });
  }

  function onClick(event) {
    const passage = event.target.closest("a.at");
    if (passage) {
      event.preventDefault();
      return choosePassage(passage);
    }
    const button = event.target.closest("button[data-attribution]");
    if (button) return choose(button);
    const mark = event.target.closest(".text mark[data-attribution]");
    if (mark && getSelection().isCollapsed) chooseFrom(mark);
  }

  const STEPS = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return clear();
    const onStatement = event.target.matches?.("button[data-attribution]");
    const letter = event.key.length === 1;
    const mayStep = onStatement || (letter && current && event.target === document.body);
    if (!(event.key in STEPS) || !mayStep) return;
    event.preventDefault();
    step(STEPS[event.key]);
  }

  // "#a=ARTICLE&s=STATEMENT", or the plain "#s-0-3" of the page's own links.
  function followAddress() {
    const hash = location.hash.slice(1);
    const place = new URLSearchParams(hash);
    const wanted = buttons.find((button) =>
      place.has("s")
        ? button.dataset.attribution === place.get("s") &&
          (!place.has("a") || articleOf(button).dataset.article === place.get("a"))
        : button.parentElement.id === hash
    );
    if (wanted) return goTo(wanted, place.has("s") || isBeside(wanted));
    const target = by(hash);
    const details = target?.closest("details") ?? target?.querySelector(":scope > details");
    if (!details || details.open) return;
    details.open = true;
    target.scrollIntoView();
  }

  function openAll(open) {
    for (const details of document.querySelectorAll("article > details")) details.open = open;
  }

  restoreCharacters();
  for (const element of document.querySelectorAll(".script-only")) element.hidden = false;
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", followAddress);
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details")) details.open = true;
  });
  by("open-all")?.addEventListener("click", () => openAll(true));
  by("close-all")?.addEventListener("click", () => openAll(false));
  by("lit-before").addEventListener("click", () => step(-1, true));
  by("lit-next").addEventListener("click", () => step(1, true));
  by("lit-back").addEventListener("click", goBack);
  by("lit-clear").addEventListener("click", () => {
    const button = current;
    clear();
    button?.focus();
  });
  followAddress();
})();
