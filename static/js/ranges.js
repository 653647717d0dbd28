// Selecting words of a statement offers a link to them, and tells other scripts; the server has counted them.
(() => {
  "use strict";
  const offer = document.getElementById("selected");
  const pieces = [...document.querySelectorAll(".lead [data-words], .passage [data-words]")];
  if (!pieces.length) return;

  // How many characters of a piece stand before a place in it; what only screen readers get is not counted.
  const before = (piece, node, offset) => {
    const texts = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    const edge = document.createRange();
    edge.setStart(node, offset);
    let counted = 0;
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest(".hidden, .role-label")) continue;
      if (text === node) return counted + offset;
      if (edge.comparePoint(text, 0) > 0) return counted;
      counted += text.length;
    }
    return counted;
  };

  const chosen = (range) => {
    const numbers = [];
    for (const piece of pieces) {
      if (!range.intersectsNode(piece)) continue;
      const start = before(piece, range.startContainer, range.startOffset);
      const end = before(piece, range.endContainer, range.endOffset);
      const [first, words] = piece.dataset.words.split(":");
      words.split(",").forEach((word, index) => {
        const [from, to] = word.split("-").map(Number);
        if (from < end && start < to) numbers.push(Number(first) + index);
      });
    }
    return numbers;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const numbers = selection.isCollapsed ? [] : chosen(selection.getRangeAt(0));
    const [first, last] = [numbers[0], numbers[numbers.length - 1]];
    document.dispatchEvent(new CustomEvent("cuttings:words", { detail: numbers.length ? { first, last } : null }));
    if (!offer) return;
    if (numbers.length === 0) {
      // The link itself may be what was clicked: it must not vanish under the pointer.
      if (!offer.matches(":hover, :focus-within")) offer.hidden = true;
      return;
    }
    const asked = first === last ? `${first}` : `${first}-${last}`;
    offer.querySelector("a").href = `${offer.dataset.version}?w=${asked}`;
    offer.querySelector(".aside").textContent = first === last ? `word ${first}` : `words ${first}–${last}`;
    offer.hidden = false;
  });
})();
