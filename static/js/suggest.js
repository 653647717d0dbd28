// Search boxes as comboboxes (ARIA 1.2): names and words of the archive while typing, by pointer or keys.
(() => {
  "use strict";
  const WAIT = 150;
  const LEAST = 2;

  const upgrade = (input) => {
    const form = input.form;
    const list = document.createElement("div");
    const status = document.createElement("p");
    let options = [];
    let active = -1;
    let timer = 0;
    let running = null;

    const close = () => {
      clearTimeout(timer);
      running?.abort();
      list.hidden = true;
      options = [];
      active = -1;
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const move = (to) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = to;
      const option = options[active];
      if (!option) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    };

    // The server sends lists of links, good by themselves; here they become the options of a listbox.
    const show = (html) => {
      const sent = new DOMParser().parseFromString(html, "text/html").getElementById("suggestions");
      list.replaceChildren(...sent.children);
      options = [...list.querySelectorAll("a")];
      options.forEach((option, number) => {
        option.id = `suggestion-${number}`;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
      });
      for (const group of list.querySelectorAll("section")) {
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", group.querySelector("h2").textContent);
        for (const plain of group.querySelectorAll("h2, ul, li")) plain.setAttribute("role", "presentation");
      }
      move(-1);
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (status.textContent !== sent.dataset.status) status.textContent = sent.dataset.status;
    };

    const ask = async () => {
      const typed = input.value.trim();
      running?.abort();
      if (typed.length < LEAST) {
        close();
        return;
      }
      running = new AbortController();
      try {
        const address = new URL(input.dataset.suggest, location.href);
        address.searchParams.set("q", typed);
        const answer = await fetch(address, {
          headers: { "HX-Request": "true", "HX-Target": "suggestions" },
          signal: running.signal,
        });
        if (answer.ok && document.activeElement === input) show(await answer.text());
      } catch {
        // Aborted by the next letter, or out of reach: the box searches as it did before.
      }
    };

    const choose = (event) => {
      const picked = input.hasAttribute("data-picks") && event.target.closest("a");
      if (picked) {
        // A field of a form, not a search: whoever is chosen is written into it, and told by identifier.
        event.preventDefault();
        input.value = `${picked.querySelector(".label").textContent} (${picked.pathname.split("/")[2]})`;
        close();
        return;
      }
      const words = event.target.closest("a")?.dataset.words;
      if (!words || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // Words are looked for in this very list, whatever else is chosen there.
      event.preventDefault();
      input.value = words;
      close();
      form.requestSubmit();
    };

    const keys = {
      ArrowDown: () => (list.hidden ? ask() : move(active + 1 < options.length ? active + 1 : -1)),
      ArrowUp: () => (list.hidden ? ask() : move(active < 0 ? options.length - 1 : active - 1)),
      Enter: () => (options[active] ? options[active].click() : close()),
      Escape: close,
      Tab: close,
    };

    // As a search field it may not have this role; it looks the same.
    input.type = "text";
    input.enterKeyHint = "search";
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions dropped";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    status.className = "hidden";
    status.setAttribute("role", "status");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
    (input.closest(".lookup") || form).append(list, status);

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      const open = !list.hidden;
      if (!keys[event.key] || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key.startsWith("Arrow") || (open && (event.key === "Escape" || (event.key === "Enter" && options[active])))) event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", choose);
  };

  const upgradeAll = () => {
    for (const input of document.querySelectorAll("[data-suggest]:not([role])")) upgrade(input);
  };
  upgradeAll();
  document.addEventListener("htmx:historyRestore", upgradeAll);
})();
