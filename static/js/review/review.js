// The review queue with the keyboard alone. Every key stands for something on the page that works without it.
(() => {
  "use strict";
  const bench = document.querySelector("[data-bench]");
  if (!bench) return;
  const form = document.getElementById("decision");
  const seen = (selector, within = document) => [...within.querySelectorAll(selector)].filter((each) => each.checkVisibility());

  const asked = () => form?.querySelector("[name=verdict]:checked")?.closest(".ruling").querySelector(".asks");
  const send = () => form.querySelector("[type=submit]");

  // What a verdict asks for first; a confirmation asks for nothing but to be sent.
  const choose = (letter) => {
    const verdict = form?.querySelector(`[data-verdict="${letter}"]`);
    if (!verdict) return false;
    verdict.checked = true;
    const first = asked() && seen("input, select", asked())[0];
    (first || send()).focus();
    verdict.closest(".ruling").scrollIntoView({ block: "nearest" });
    return true;
  };

  const name = (digit) => {
    const choice = form?.querySelector(`[data-digit="${digit}"]`);
    if (!choice) return false;
    form.querySelector("[data-verdict=s]").checked = true;
    choice.checked = true;
    // The reason is what is still missing.
    seen("[name=usual-speaker]")[0].focus();
    return true;
  };

  const press = (key) => {
    const target = seen(`[data-key="${key}"]`)[0];
    if (!target) return false;
    if (target.matches("a")) target.click();
    else target.focus();
    return true;
  };

  // From pair to pair, where several are judged on one page.
  const pair = (key) => {
    const places = "np".includes(key) ? seen("[data-step]") : [];
    const at = places.indexOf(document.activeElement.closest(".pair")?.querySelector("[data-step]"));
    const next = places[key === "n" ? at + 1 : Math.max(at, 1) - 1];
    next?.focus();
    next?.closest(".pair").scrollIntoView({ block: "nearest" });
    return Boolean(next);
  };

  const act = (key) => {
    if (/^[0-9]$/.test(key)) return name(key);
    if (key === "r" && form) {
      document.getElementById("reason").focus();
      return true;
    }
    return choose(key) || press(key) || pair(key);
  };

  // Before the keys of all pages, some of which mean something else here.
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys !== "on" || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
    if (event.target.closest("input:not([type=radio]), textarea, select, dialog, [contenteditable]")) return;
    if (!act(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // A speaker's name that is typed is meant to be chosen.
  for (const [field, choice] of [["other", "speaker-other"], ["name", "speaker-new"]]) {
    document.getElementById(field)?.addEventListener("input", () => { document.getElementById(choice).checked = true; });
  }

  // Words selected in the paragraph go into the fields of a range: those last used, else the first.
  const fields = form ? [...form.querySelectorAll(".extents .range")].map((range) => [...range.querySelectorAll("input")]) : [];
  let range = 0;
  fields.forEach((pair, number) => pair.forEach((field) => field.addEventListener("focus", () => { range = number; })));
  document.addEventListener("cuttings:words", (event) => {
    if (!event.detail || !form.querySelector("[data-verdict=w]")?.checked) return;
    [fields[range][0].value, fields[range][1].value] = [event.detail.first, event.detail.last];
  });

  // The verdict of a form that was sent back, or what was just done, is where one goes on.
  if (form?.querySelector("[name=verdict]:checked")) document.querySelector(".bench-notice.wrong")?.scrollIntoView({ block: "nearest" });
})();
