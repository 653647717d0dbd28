// Single keys: they move the focus to links that are on the page anyway, and can be switched off at /display.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const tell = (words) => document.dispatchEvent(new CustomEvent("cuttings:tell", { detail: words }));

  const STATEMENTS = ".cuttings > li, .galley [data-step]";
  const linkOf = (place) => (place.matches("a") ? place : place.querySelector(".words a, .title a, a"));

  // Where a reader is: at the focus, else at the paragraph that the address names.
  const here = () => {
    const focused = document.activeElement;
    return focused && focused !== document.body && focused.id !== "main" ? focused : document.querySelector(":target");
  };

  const move = (places, step, noun) => {
    const from = here();
    const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const within = places.findIndex((place) => from && place.contains(from));
    const beside = places.filter((place) => !from || from.compareDocumentPosition(place) & side);
    const next = within >= 0 ? places[within + step] : step > 0 ? beside[0] : beside.at(-1);
    if (!next) return tell(places.length ? `No ${noun} ${step > 0 ? "after" : "before"} this` : `No ${noun} here`);
    const link = linkOf(next);
    link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", behavior: "instant" });
    tell(`${places.indexOf(next) + 1} of ${places.length}`);
  };

  // What was looked for is marked for this reader, not for those a link is sent to.
  const shared = (href) => {
    const url = new URL(href);
    url.searchParams.delete("q");
    return url.href;
  };

  const permalink = () => {
    const from = here();
    const place = from?.closest(".cuttings > li, .galley a, .paragraph");
    if (place) return shared((place.matches(".paragraph") ? place.querySelector(".number") : linkOf(place)).href);
    return byId("permalink")?.value || location.href;
  };

  const copy = async () => {
    const link = permalink();
    try {
      await navigator.clipboard.writeText(link);
      tell(`Copied: ${link}`);
    } catch {
      tell(`This browser does not let the page copy. The link is ${link}`);
    }
  };

  const cite = () => {
    const fold = byId("cite");
    if (!fold) return tell("Nothing to cite on this page: open a statement or claim first");
    fold.open = true;
    fold.querySelector("summary").focus();
  };

  const search = () => {
    const box = all("[role=search] [name=q]")[0];
    box?.focus();
    box?.select();
  };

  const KEYS = {
    "/": search,
    j: () => move(all(STATEMENTS), 1, "result"),
    k: () => move(all(STATEMENTS), -1, "result"),
    "]": () => move(all(".paragraph"), 1, "paragraph"),
    "[": () => move(all(".paragraph"), -1, "paragraph"),
    c: copy,
    x: cite,
    "?": () => byId("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys !== "on" || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-opens=keys]")) return;
    event.preventDefault();
    byId("keys").showModal();
  });
})();
