// The one box that opens over the chat: for the menu, the search, a message's actions, a code. Escape closes it.

import { word } from "./words.js";

const sheet = document.getElementById("sheet");
const body = document.getElementById("sheet-body");
let onClose = () => {};

export function open(title, parts, closed) {
  onClose();
  onClose = closed || (() => {});
  document.getElementById("sheet-title").textContent = title;
  document.getElementById("sheet-close").setAttribute("aria-label", word("close"));
  fill(parts);
  if (sheet.open) return;
  // Old browsers know no dialogs: there it is a box like any other.
  if (sheet.showModal) sheet.showModal();
  else sheet.setAttribute("open", "");
}

export function fill(parts) {
  body.textContent = "";
  body.append(...parts);
}

export function close() {
  if (sheet.close) sheet.close();
  else { sheet.removeAttribute("open"); ended(); }
}

function ended() {
  const then = onClose;
  onClose = () => {};
  body.textContent = "";
  then();
}

sheet.addEventListener("close", ended);
sheet.addEventListener("click", (event) => { if (event.target === sheet) close(); });
document.getElementById("sheet-close").addEventListener("click", close);

// A line that does something.
export function item(label, act, more) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "item";
  const words = document.createElement("span");
  words.textContent = label;
  button.append(words);
  if (more) {
    const small = document.createElement("small");
    small.textContent = more;
    button.append(small);
  }
  button.addEventListener("click", act);
  return button;
}

export function heading(text) {
  const line = document.createElement("h3");
  line.textContent = text;
  return line;
}

export function note(text) {
  const line = document.createElement("p");
  line.className = "note";
  line.textContent = text;
  return line;
}
