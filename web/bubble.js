// One bubble: who wrote it, what it answers, words, files, buttons, and how far it has come. Everything that anybody
// wrote becomes a text node, never markup.

import { word, clock } from "./words.js";
import { shown } from "./files.js";

// What the bubbles need of the page that shows them: tap(token, label, row, button), refer(reference), quote(seq),
// menu(letter, node), toast(text), cancel(key), and what is true of the room: isGroup, hasThreads, refers.
let page = {};

export function serve(next) {
  page = next;
}

export function bubble(letter, narrowed) {
  const echo = letter.echo;
  const node = document.createElement("article");
  node.className = "bubble " + (echo ? (echo.mine ? "mine" : "person") : "desk");
  node.setAttribute("aria-label", echo ? (echo.mine ? word("me") : echo.author) : "Balcão");
  node.dataset.seq = letter.seq;
  node.dataset.at = letter.at;
  if (letter.thread) node.dataset.thread = letter.thread;
  if (echo && echo.edited) node.classList.add("edited");
  if (echo && !echo.mine) node.append(author(echo.author));
  else if (!echo && page.isGroup) node.append(author("Balcão", true));
  const namesIt = (letter.text || "").includes(letter.thread);
  if (letter.thread && page.hasThreads && !narrowed && !namesIt) node.append(topic(letter.thread));
  if (echo && echo.reply_to) node.append(page.quote(echo.reply_to));
  fill(node, letter.text || "", letter.files || [], !echo);
  node.append(foot(clock(letter.at), echo && echo.mine ? "sent" : null, echo && echo.edited));
  if (letter.buttons) {
    node.append(buttons(letter));
    node.classList.add("asks");
  }
  node.append(more(letter, node));
  return node;
}

// What was written here and has not come back as a letter.
export function pendingBubble(entry, label) {
  const node = document.createElement("article");
  node.className = "bubble mine pending";
  node.setAttribute("aria-label", word("me"));
  // Read out once: when it comes back as a letter.
  node.setAttribute("aria-live", "off");
  node.dataset.at = entry.sent_at;
  if (entry.reply_to) node.append(page.quote(entry.reply_to));
  const files = (entry.blobs || []).map((one) => ({ name: one.name, mime: one.type, bytes: one.blob.size, blob: one.blob }));
  fill(node, label || entry.text || "", files, false);
  if (files.length) node.append(cancel(entry.key));
  node.append(foot(clock(entry.sent_at), "waiting"));
  return node;
}

function author(name, isDesk) {
  const line = document.createElement("b");
  line.className = "author";
  line.dir = "auto";
  line.textContent = name;
  let hue = 0;
  for (const char of name) hue = (hue * 31 + char.codePointAt(0)) % 6;
  line.dataset.hue = isDesk ? "desk" : hue;
  return line;
}

// The request that a letter of the room is about: a tap narrows the room to it.
function topic(thread) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "topic";
  button.textContent = thread;
  button.setAttribute("aria-label", word("thread", { thread }));
  button.addEventListener("click", () => page.refer(thread));
  return button;
}

function fill(node, text, files, ofDesk) {
  for (const file of files) node.append(shown(file, page.toast));
  if (!text) return;
  const words = document.createElement("p");
  words.className = "text";
  words.dir = "auto";
  const pieces = ofDesk ? text.split(ENTRY_NAMES) : [text];
  if (pieces.length > 2 * 2) pieces.forEach((piece, at) => (at % 2 ? words.append(pieceOf("label", piece)) : linked(words, piece)));
  else linked(words, text);
  node.append(words);
}

// "System: OpenMRS", where the desk lists what is known: the names step back behind the values.
const ENTRY_NAMES = /(^[^\n:/«»]{3,60}:)(?= )/m;

function pieceOf(kind, text) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

// Links to the web alone, and their whole address stands there to read.
function linked(words, text) {
  for (const piece of text.split(/(https?:\/\/[^\s<>"»]*[^\s<>"».,;:!?)])/)) {
    if (/^https?:\/\//.test(piece)) {
      const link = document.createElement("a");
      link.href = piece;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.textContent = piece;
      words.append(link);
    } else plain(words, piece);
  }
}

// Plain words; a reference is kept in one piece, and shows its request where the room knows it.
export function plain(words, piece) {
  for (const part of piece.split(/(\b[A-Z]{2,4}-\d{3,}\b)/)) {
    if (/^[A-Z]{2,4}-\d+$/.test(part)) words.append(page.refers ? reference(part) : pieceOf("ref", part));
    else if (part) words.append(part);
  }
}

// A link, so that its text is copied with the words around it.
function reference(name) {
  const link = document.createElement("a");
  link.className = "ref";
  link.href = "#" + name;
  link.textContent = name;
  link.addEventListener("click", (event) => { event.preventDefault(); page.refer(name); });
  return link;
}

function foot(time, mark, edited) {
  const line = document.createElement("span");
  line.className = "foot";
  if (edited) line.append(word("edited") + " ");
  line.append(time);
  if (mark) line.append(delivery(mark));
  return line;
}

export function delivery(mark, percent) {
  const sign = document.createElement("span");
  sign.className = "mark " + mark;
  sign.setAttribute("role", "img");
  const told = word(mark, { percent });
  sign.setAttribute("aria-label", told);
  sign.title = told;
  sign.textContent = { waiting: "◷", sending: percent + " %", sent: "✓", failed: "!" }[mark];
  return sign;
}

function cancel(key) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cancel";
  button.textContent = word("cancelSending");
  button.addEventListener("click", () => { button.disabled = true; page.cancel(key); });
  return button;
}

export function again(act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cancel";
  button.textContent = word("edit");
  button.addEventListener("click", act);
  return button;
}

function buttons(letter) {
  const row = document.createElement("div");
  row.className = "buttons";
  for (const { token, label } of letter.buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.token = token;
    button.addEventListener("click", () => page.tap(letter, token, label, row, button));
    row.append(button);
  }
  return row;
}

// Opens by itself with a mouse or a keyboard; a finger presses the bubble long.
function more(letter, node) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "more";
  button.textContent = "⋯";
  button.setAttribute("aria-label", word("actions"));
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => page.menu(letter, node));
  pressedLong(node, () => page.menu(letter, node));
  return button;
}

const LONG_MS = 500;

// A finger that stays. Not every browser tells of that by itself (Safari on a phone does not), so it is timed too.
function pressedLong(node, then) {
  let timer = 0;
  let isDone = false;
  const stop = () => clearTimeout(timer);
  const once = () => {
    stop();
    if (!isDone) then();
    isDone = true;
  };
  node.addEventListener("touchstart", () => { isDone = false; timer = setTimeout(once, LONG_MS); }, { passive: true });
  for (const end of ["touchmove", "touchcancel"]) node.addEventListener(end, stop, { passive: true });
  // The finger that opened the menu does not close it by leaving.
  node.addEventListener("touchend", (event) => { stop(); if (isDone) event.preventDefault(); });
  node.addEventListener("contextmenu", (event) => {
    // A mouse keeps the browser's own menu, with which text is copied.
    if (event.pointerType === "mouse" || !(event.pointerType || matchMedia("(pointer: coarse)").matches)) return;
    event.preventDefault();
    once();
  });
}
