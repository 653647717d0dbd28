// What htmx leaves to us: announcements, focus, folds, failures, and copying permalinks and citations.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  let openFolds = [];
  let failed = null;

  const showCopyButtons = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  };

  const announce = (words) => {
    // Emptied first, so that the same words twice are said twice.
    byId("status").textContent = "";
    requestAnimationFrame(() => { byId("status").textContent = words; });
  };

  // What other scripts have to say is seen as well: a key leaves no button behind that could change.
  document.addEventListener("cuttings:tell", (event) => {
    byId("status").classList.replace("hidden", "aloud");
    announce(event.detail);
  });
  for (const name of ["pointerdown", "focusout"]) document.addEventListener(name, () => byId("status").classList.replace("aloud", "hidden"));

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) {
      const field = byId(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = "Copied";
        announce(button.dataset.copied);
      } catch {
        field.select();
        announce("The text is selected: copy it from there");
      }
    }
    if (event.target.matches(".share [readonly]")) event.target.select();
    if (event.target.id === "retry") {
      byId("failure").hidden = true;
      // The request that failed, not the address: the old results still stand at the old one.
      if (!byId("results")) location.reload();
      else if (failed) htmx.ajax("GET", failed, { source: byId("filters") || document.body, target: "#results", swap: "outerHTML" });
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    byId("results")?.setAttribute("aria-busy", "true");
    failed = event.detail.pathInfo.finalRequestPath || event.detail.pathInfo.requestPath;
  });

  document.addEventListener("htmx:beforeSwap", () => {
    openFolds = [...document.querySelectorAll("#results details[open][id]")].map((fold) => fold.id);
  });

  document.addEventListener("htmx:afterSwap", () => {
    byId("failure").hidden = true;
    for (const id of openFolds) byId(id)?.setAttribute("open", "");
  });

  document.addEventListener("htmx:afterSettle", () => {
    const told = (byId("results") || byId("context") || byId("progress"))?.dataset.status;
    if (told) announce(told);
    // A chip that was removed took the focus with it.
    if (document.activeElement === document.body) (byId("count") || byId("source"))?.focus({ preventScroll: true });
    showCopyButtons();
  });

  const fail = () => {
    byId("results")?.removeAttribute("aria-busy");
    byId("failure").hidden = false;
  };
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, fail);
  document.addEventListener("htmx:historyRestore", showCopyButtons);

  showCopyButtons();
})();
